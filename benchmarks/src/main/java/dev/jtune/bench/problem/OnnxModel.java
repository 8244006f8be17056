package dev.jtune.bench.problem;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.jtune.Config;
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

/** A published neural surrogate on one of its data sets; open until the program ends. */
public final class OnnxModel {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
    private static final double[] SHARES = {0, 0.01, 0.05, 0.1, 0.5, 1};

    private final Spec spec;
    private final Spec onnx;
    private final String instance;
    private final ParamSpace space;
    private final Scale scale;
    private final double[] quantiles;
    private final OrtSession session;

    private OnnxModel(Spec spec, String instance, OrtSession session) {
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
    }

    /** Open a model for each of its data sets, and hold it against the values that came with it. */
    public static List<OnnxModel> open(Path folder, Spec spec) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            String model = folder.resolve(spec.spec("onnx").text("model")).toString();
            OrtSession session = ENVIRONMENT.createSession(model, options);
            List<OnnxModel> models = new ArrayList<>();
            for (Object instance : spec.spec("onnx").list("instances")) {
                models.add(new OnnxModel(spec, (String) instance, session));
            }
            models.get(0).check();
            return models;
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
            float[] actual = outputs(values, check.text("instance"), check.number("fidelity"))[0];
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

    /** Return the name of the problem and of the data set. */
    public String name() {
        return spec.text("name") + "@" + instance;
    }

    /** Return what {@code problem.json} says. */
    public Spec spec() {
        return spec;
    }

    /** Return what may be tried. */
    public ParamSpace space() {
        return space;
    }

    /** Return how losses are scored. */
    public Scale scale() {
        return scale;
    }

    /** Return the place of a metric among the outputs. */
    public int output(String metric) {
        return onnx.spec("output").list("columns").indexOf(metric);
    }

    /** Return all metrics of a configuration, for each of the fidelities. */
    public float[][] outputs(Config config, double... fidelities) {
        return outputs(config.asMap(), instance, fidelities);
    }

    /** Return about what share of uniform configurations is better, from the quantiles that are known. */
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

    private float[][] outputs(Map<String, Object> configuration, String data, double... fidelities) {
        Map<String, Object> values = new HashMap<>(configuration);
        values.put(onnx.text("instance_parameter"), data);
        onnx.spec("fixed").entries().forEach((name, value) -> values.put((String) name, value));
        String fidelity = spec.spec("fidelity").text("name");
        List<?> categories = onnx.spec("inputs").spec("x_cat").list("columns");
        List<?> numbers = onnx.spec("inputs").spec("x_cont").list("columns");
        IntBuffer codes = IntBuffer.allocate(fidelities.length * categories.size());
        FloatBuffer reals = FloatBuffer.allocate(fidelities.length * numbers.size());
        for (double value : fidelities) {
            values.put(fidelity, value);
            categories.forEach(name -> codes.put(code((String) name, values.get(name))));
            numbers.forEach(name -> reals.put(values.get(name) instanceof Number number ? number.floatValue() : 0));
        }
        return run(fidelities.length, codes.rewind(), reals.rewind());
    }

    private int code(String name, @Nullable Object value) {
        return (int) onnx.spec("encoding").spec(name).number(value == null ? "#na#" : String.valueOf(value));
    }

    private float[][] run(int rows, IntBuffer codes, FloatBuffer reals) {
        try (OnnxTensor cat = OnnxTensor.createTensor(ENVIRONMENT, codes, new long[] {rows, codes.remaining() / rows});
                OnnxTensor cont =
                        OnnxTensor.createTensor(ENVIRONMENT, reals, new long[] {rows, reals.remaining() / rows});
                OrtSession.Result result = session.run(Map.of("x_cat", cat, "x_cont", cont))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(name() + " cannot be evaluated", e);
        }
    }
}
