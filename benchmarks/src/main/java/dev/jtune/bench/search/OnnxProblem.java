package dev.jtune.bench.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.jtune.Config;
import dev.jtune.bench.problem.Parameter;
import dev.jtune.bench.problem.Scale;
import dev.jtune.bench.problem.Spec;
import dev.jtune.space.ParamSpace;
import dev.jtune.space.SpaceBuilder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A published neural surrogate at full fidelity, on one of its data sets; open until the program ends. */
final class OnnxProblem implements SearchProblem {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
    private static final double[] SHARES = {0, 0.01, 0.05, 0.1, 0.5, 1};

    private final Spec spec;
    private final Spec onnx;
    private final String instance;
    private final ParamSpace space;
    private final Scale scale;
    private final double[] quantiles;
    private final int output;
    private final OrtSession session;

    private OnnxProblem(Spec spec, String instance, OrtSession session) {
        this.spec = spec;
        this.onnx = spec.spec("onnx");
        this.instance = instance;
        this.session = session;
        SpaceBuilder builder = ParamSpace.builder();
        Parameter.declaration(spec.specs("parameters")).accept(builder);
        this.space = builder.build();
        Spec reference = spec.spec("instance_reference").spec(instance);
        this.scale = Scale.of(spec, reference);
        this.quantiles = List.of("best", "top1pct", "top5pct", "top10pct", "median", "worst").stream()
                .mapToDouble(name -> scale.sign() * reference.number(name))
                .toArray();
        this.output = onnx.spec("output")
                .list("columns")
                .indexOf(spec.spec("objective").get("metric"));
    }

    /** Open a model for each of its data sets, and hold it against the values that came with it. */
    static List<OnnxProblem> open(Path folder, Spec spec) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            String model = folder.resolve(spec.spec("onnx").text("model")).toString();
            OrtSession session = ENVIRONMENT.createSession(model, options);
            List<OnnxProblem> problems = new ArrayList<>();
            for (Object instance : spec.spec("onnx").list("instances")) {
                problems.add(new OnnxProblem(spec, (String) instance, session));
            }
            problems.get(0).check();
            return problems;
        } catch (OrtException e) {
            throw new IllegalArgumentException("cannot read the model in " + folder, e);
        }
    }

    private void check() {
        for (Spec check : spec.specs("check")) {
            Map<String, Object> values = new HashMap<>();
            check.spec("configuration").entries().forEach((name, value) -> {
                if (value != null) {
                    values.put((String) name, value);
                }
            });
            float[] actual = outputs(values, check.number("fidelity"), check.text("instance"));
            Object[] expected = check.spec("expected").entries().values().toArray();
            for (int i = 0; i < actual.length; i++) {
                double wanted = ((Number) expected[i]).doubleValue();
                if (Math.abs(actual[i] - wanted) > 1e-3 + 1e-3 * Math.abs(wanted)) {
                    throw new IllegalStateException(
                            spec.text("name") + " gives " + actual[i] + " where " + wanted + " is expected");
                }
            }
        }
    }

    private float[] outputs(Map<String, Object> configuration, double fidelity, String data) {
        Map<String, Object> values = new HashMap<>(configuration);
        values.put(onnx.text("instance_parameter"), data);
        onnx.spec("fixed").entries().forEach((name, value) -> values.put((String) name, value));
        values.put(spec.spec("fidelity").text("name"), fidelity);
        List<?> categories = onnx.spec("inputs").spec("x_cat").list("columns");
        List<?> numbers = onnx.spec("inputs").spec("x_cont").list("columns");
        IntBuffer codes = IntBuffer.allocate(categories.size());
        categories.forEach(name -> codes.put(code((String) name, values.get(name))));
        FloatBuffer reals = FloatBuffer.allocate(numbers.size());
        numbers.forEach(name -> reals.put(values.get(name) instanceof Number number ? number.floatValue() : 0));
        return run(codes.rewind(), reals.rewind());
    }

    private int code(String name, @Nullable Object value) {
        return (int) onnx.spec("encoding").spec(name).number(value == null ? "#na#" : String.valueOf(value));
    }

    private float[] run(IntBuffer codes, FloatBuffer reals) {
        try (OnnxTensor cat = OnnxTensor.createTensor(ENVIRONMENT, codes, new long[] {1, codes.remaining()});
                OnnxTensor cont = OnnxTensor.createTensor(ENVIRONMENT, reals, new long[] {1, reals.remaining()});
                OrtSession.Result result = session.run(Map.of("x_cat", cat, "x_cont", cont))) {
            return ((float[][]) result.get(0).getValue())[0];
        } catch (OrtException e) {
            throw new IllegalStateException(name() + " cannot be evaluated", e);
        }
    }

    @Override
    public String name() {
        return spec.text("name") + "@" + instance;
    }

    @Override
    public ParamSpace space() {
        return space;
    }

    @Override
    public double loss(Config config) {
        return scale.sign() * outputs(config.asMap(), spec.spec("fidelity").number("max"), instance)[output];
    }

    @Override
    public double value(double loss) {
        return scale.value(loss);
    }

    @Override
    public double regret(double loss) {
        return scale.regret(loss);
    }

    @Override
    public double better(double loss) {
        for (int i = 1; i < quantiles.length; i++) {
            if (loss <= quantiles[i]) {
                double width = quantiles[i] - quantiles[i - 1];
                double inside = width > 0 ? (loss - quantiles[i - 1]) / width : 0;
                return Math.max(0, SHARES[i - 1] + (SHARES[i] - SHARES[i - 1]) * inside);
            }
        }
        return 1;
    }
}
