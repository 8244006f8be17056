package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.problem.OnnxModel;
import dev.jtune.space.ParamSpace;

/**
 * A published neural surrogate at full fidelity.
 *
 * @param output the place of the objective among its outputs
 */
record OnnxProblem(OnnxModel model, double fidelity, int output) implements SearchProblem {
    static OnnxProblem of(OnnxModel model) {
        return new OnnxProblem(
                model,
                model.spec().spec("fidelity").number("max"),
                model.output(model.spec().spec("objective").text("metric")));
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ParamSpace space() {
        return model.space();
    }

    @Override
    public double loss(Config config) {
        return model.scale().sign() * model.outputs(config, fidelity)[0][output];
    }

    @Override
    public double value(double loss) {
        return model.scale().value(loss);
    }

    @Override
    public double regret(double loss) {
        return model.scale().regret(loss);
    }

    @Override
    public double better(double loss) {
        return model.better(loss);
    }
}
