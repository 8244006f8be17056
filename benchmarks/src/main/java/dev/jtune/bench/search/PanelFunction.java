package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.problem.Spec;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import dev.jtune.space.SpaceBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One of the eight synthetic functions of the panel, whose constants {@code functions.json} holds. */
final class PanelFunction implements SearchProblem {
    /** Enough to know the quartiles of a function's values. */
    private static final int RANDOM_POINTS = 10_000;

    private final String name;
    private final double optimum;
    private final ParamSpace space;
    private final ToDoubleFunction<Config> formula;
    private final List<Spec> checks;
    private final double noise;

    private PanelFunction(Spec spec) {
        this.name = spec.text("name");
        this.optimum = spec.number("f_opt");
        this.space = space(spec.specs("params"));
        this.formula = Formulas.of(spec);
        this.checks = spec.specs("checks");
        this.noise = 0;
    }

    private PanelFunction(PanelFunction exact, double noise) {
        this.name = exact.name;
        this.optimum = exact.optimum;
        this.space = exact.space;
        this.formula = exact.formula;
        this.checks = exact.checks;
        this.noise = noise;
    }

    /** Return this function, observed with noise of a share of the interquartile range of its values at random points. */
    PanelFunction noisy(double share) {
        UnitCube cube = UnitCube.of(space);
        double[] values = IntStream.range(0, RANDOM_POINTS)
                .mapToDouble(i -> loss(cube.toConfig(cube.randomPoint(SeededStream.of(0, "interquartile range", i)))))
                .toArray();
        return new PanelFunction(this, share * (Statistics.quantile(values, 0.75) - Statistics.quantile(values, 0.25)));
    }

    /** Read all of them. */
    static List<PanelFunction> all() {
        try (InputStream resource = Objects.requireNonNull(PanelFunction.class.getResourceAsStream("functions.json"))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Spec.parse(text).specs("functions").stream()
                    .map(PanelFunction::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParamSpace space(List<Spec> params) {
        SpaceBuilder all = ParamSpace.builder();
        for (Spec param : params) {
            nested(all, param, List.copyOf(when(param).entrySet()));
        }
        return all.build();
    }

    private static Map<?, ?> when(Spec param) {
        return param.has("when") ? param.spec("when").entries() : Map.of();
    }

    private static void nested(SpaceBuilder space, Spec param, List<? extends Map.Entry<?, ?>> conditions) {
        if (conditions.isEmpty()) {
            add(space, param);
        } else {
            Map.Entry<?, ?> first = conditions.get(0);
            space.when(
                    String.valueOf(first.getKey()),
                    first.getValue(),
                    inner -> nested(inner, param, conditions.subList(1, conditions.size())));
        }
    }

    private static void add(SpaceBuilder space, Spec param) {
        String name = param.text("name");
        if (param.text("type").equals("categorical")) {
            space.choice(name, param.list("choices").toArray());
            return;
        }
        double low = param.number("low");
        double high = param.number("high");
        boolean log = param.isTrue("log");
        if (param.text("type").equals("float")) {
            if (log) {
                space.loguniform(name, low, high);
            } else {
                space.uniform(name, low, high);
            }
        } else if (log) {
            space.lograndint(name, (long) low, (long) high + 1);
        } else {
            space.randint(name, (long) low, (long) high + 1);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ParamSpace space() {
        return space;
    }

    @Override
    public double loss(Config config) {
        return formula.applyAsDouble(config);
    }

    @Override
    public double noise() {
        return noise;
    }

    @Override
    public double value(double loss) {
        return loss;
    }

    @Override
    public double regret(double loss) {
        return Math.max(0, loss - optimum);
    }

    @Override
    public double better(double loss) {
        return Double.NaN;
    }

    /** Return points with the values that they must have. */
    List<Spec> checks() {
        return checks;
    }
}
