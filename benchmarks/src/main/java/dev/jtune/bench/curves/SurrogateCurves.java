package dev.jtune.bench.curves;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.bench.problem.OnnxModel;
import dev.jtune.bench.problem.Spec;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learning curves that a surrogate predicts.
 *
 * <p>A step is an epoch, or where the surrogate knows sizes of a sample, {@value #SIZES} to the whole of it. Who goes on to a larger sample pays the
 * difference in time, as if a training took in more data; but a training that was left and is taken up later begins anew.
 */
final class SurrogateCurves {
    private static final int SIZES = 32;
    /** Enough for a median time that is right within a few per cent. */
    private static final int DRAWS = 1001;

    private final OnnxModel model;
    private final double[] fidelities;
    private final int loss;
    private final int clock;
    /** Methods with the same seed draw the same configurations. */
    private final Map<Config, Curve> known = new HashMap<>();

    private SurrogateCurves(OnnxModel model) {
        this.model = model;
        Spec fidelity = model.spec().spec("fidelity");
        double most = fidelity.number("max");
        int steps = isInSteps(fidelity) ? (int) most : SIZES;
        this.fidelities = IntStream.rangeClosed(1, steps)
                .mapToDouble(step -> most * step / steps)
                .toArray();
        this.loss = model.output(model.spec().spec("objective").text("metric"));
        this.clock = model.output(fidelity.text("time_metric"));
    }

    private static boolean isInSteps(Spec fidelity) {
        return fidelity.text("type").equals("int");
    }

    static List<CurveProblem> open(Path folder, Spec spec) {
        return OnnxModel.open(folder, spec).stream()
                .map(model -> new SurrogateCurves(model).problem())
                .toList();
    }

    private CurveProblem problem() {
        Spec goal = model.spec().spec("objective");
        return new CurveProblem(
                model.name(),
                model.space(),
                Objective.of(goal.text("metric"), goal.text("direction").equals("minimize") ? Mode.MIN : Mode.MAX),
                model.scale(),
                model::better,
                config -> known.computeIfAbsent(config, this::predict),
                fidelities.length,
                fullRun(),
                false,
                !isInSteps(model.spec().spec("fidelity")));
    }

    private double fullRun() {
        UnitCube cube = UnitCube.of(model.space());
        return CurveProblem.median(IntStream.range(0, DRAWS)
                .mapToObj(i -> cube.toConfig(cube.randomPoint(SeededStream.of(0, "full run", i))))
                .mapToDouble(config -> predict(config).time())
                .toArray());
    }

    private Curve predict(Config config) {
        float[][] outputs = model.outputs(config, fidelities);
        return Curve.timed(column(outputs, loss, model.scale().sign()), column(outputs, clock, 1));
    }

    private static double[] column(float[][] rows, int column, double factor) {
        return IntStream.range(0, rows.length)
                .mapToDouble(row -> factor * rows[row][column])
                .toArray();
    }
}
