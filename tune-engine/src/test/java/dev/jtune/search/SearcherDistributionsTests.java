package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.search.AllSearchers.Known;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn is distributed as the space says: by searchers that do not learn, and by the others before they have learned. */
class SearcherDistributionsTests {
    /** A right searcher fails a test of this level at one seed of 10,000; seeds are fixed. */
    private static final double LEVEL = 1e-4;

    /** Kolmogorov's limit for many draws: {@code 2 exp(-2 k^2) = LEVEL}. */
    private static final double KOLMOGOROV = Math.sqrt(-Math.log(LEVEL / 2) / 2);

    private static final int DRAWS = 4000;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private static final Map<String, DoubleUnaryOperator> REALS = Map.of(
            "uniform(-2, 3)", x -> (x + 2) / 5,
            "loguniform(1e-4, 1)", x -> 1 + Math.log10(x) / 4,
            "randn(10, 0.5)", x -> NORMAL.cumulativeProbability((x - 10) / 0.5));

    private static final Map<String, Map<Object, Double>> DISCRETE = discrete();

    private static final ParamSpace SPACE = space();

    private static Map<String, Map<Object, Double>> discrete() {
        Map<String, Map<Object, Double>> shares = new LinkedHashMap<>();
        shares.put("quniform(-0.5, 0.5, 0.25)", equal(-0.5, -0.25, 0.0, 0.25, 0.5));
        shares.put("randint(-1, 3)", equal(-1L, 0L, 1L, 2L));
        shares.put("qrandint(1, 11, 5)", equal(5L, 10L));
        shares.put("choice('a', 'b', 'c')", equal("a", "b", "c"));
        shares.put("choice(4, 2, 1, ordered=true)", equal(4L, 2L, 1L));
        shares.put("lograndint(1, 6)", floorOfLogUniform(1, 5, k -> (long) k));
        shares.put("qlograndint(4, 8, 2)", floorOfLogUniform(2, 4, k -> 2L * k));
        shares.put("qloguniform(0.5, 2, 0.5)", floorOfLogUniform(1, 4, k -> 0.5 * k));
        Map<Object, Double> rounded = new LinkedHashMap<>();
        for (int k = -4; k <= 4; k++) {
            rounded.put((double) k, NORMAL.probability(k - 0.5, k + 0.5));
        }
        shares.put("qrandn(0, 1, 1)", rounded);
        return shares;
    }

    private static Map<Object, Double> equal(Object... values) {
        Map<Object, Double> shares = new LinkedHashMap<>();
        Stream.of(values).forEach(value -> shares.put(value, 1.0 / values.length));
        return shares;
    }

    private static Map<Object, Double> floorOfLogUniform(
            int first, int last, java.util.function.IntFunction<Object> value) {
        Map<Object, Double> shares = new LinkedHashMap<>();
        for (int k = first; k <= last; k++) {
            shares.put(value.apply(k), Math.log((k + 1.0) / k) / Math.log((last + 1.0) / first));
        }
        return shares;
    }

    /** Half of the space exists where a coin says so. */
    private static ParamSpace space() {
        List<String> entries = new ArrayList<>(List.of("coin = choice('heads', 'tails')"));
        Stream.concat(REALS.keySet().stream().sorted(), DISCRETE.keySet().stream())
                .forEach(function -> {
                    entries.add("x" + entries.size() + " = " + function
                            + (entries.size() % 2 == 0 ? " if coin == 'heads'" : ""));
                });
        return ParamSpace.parse(entries.toArray(String[]::new));
    }

    static Stream<Known> thatDoNotLearn() {
        return AllSearchers.all()
                .filter(searcher -> List.of("random", "sobol", "halton").contains(searcher.name()));
    }

    @ParameterizedTest
    @MethodSource("thatDoNotLearn")
    void should_draw_as_the_space_describes(Known searcher) {
        check(Play.alone(searcher.provider(), Play.context(SPACE, 1, DRAWS), Play::byValues));
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_begin_as_the_space_describes(Known searcher) {
        if (searcher.accepts(SPACE) && searcher.beginsAnywhere()) {
            check(IntStream.range(0, DRAWS / 5)
                    .boxed()
                    .flatMap(seed -> first(searcher, seed, 5))
                    .toList());
        }
    }

    private static Stream<Config> first(Known searcher, int seed, int count) {
        Searcher made = Searchers.create(searcher.provider(), Play.context(SPACE, seed, 100));
        return IntStream.rangeClosed(1, count + 1)
                .mapToObj(number -> {
                    Config config = ((Searcher.Suggestion.Try) made.suggest(number)).config();
                    made.onTrialEnd(new Observation(
                            number, config, new dev.jtune.TrialOutcome.Completed(), Play.byValues(number, config), 1));
                    return config;
                })
                .skip(1); // which may be the middle of the space
    }

    private static void check(List<Config> drawn) {
        assertThat(drawn).hasSize(DRAWS);
        checkShares("coin", equal("heads", "tails"), drawn);
        SPACE.params().stream().skip(1).forEach(param -> {
            String function = param.source().replaceAll("^.*= | if .*$", "");
            DoubleUnaryOperator real = REALS.get(function);
            if (real == null) {
                checkShares(param.name(), Objects.requireNonNull(DISCRETE.get(function), function), drawn);
            } else {
                checkReal(param.name(), real, drawn);
            }
        });
    }

    /** Kolmogorov's and Smirnov's test. */
    private static void checkReal(String name, DoubleUnaryOperator expected, List<Config> drawn) {
        double[] values = drawn.stream()
                .filter(config -> config.has(name))
                .mapToDouble(config -> config.getDouble(name))
                .sorted()
                .toArray();
        double distance = 0;
        for (int i = 0; i < values.length; i++) {
            double below = expected.applyAsDouble(values[i]);
            distance =
                    Math.max(distance, Math.max(below - (double) i / values.length, (i + 1.0) / values.length - below));
        }
        assertThat(distance * Math.sqrt(values.length)).as(name).isLessThan(KOLMOGOROV);
    }

    /** Pearson's chi-square test; values that are hardly expected are left to the tests of bounds. */
    private static void checkShares(String name, Map<Object, Double> expected, List<Config> drawn) {
        List<Object> values = drawn.stream()
                .filter(config -> config.has(name))
                .map(config -> config.get(name))
                .toList();
        double statistic = 0;
        int cells = 0;
        for (Map.Entry<Object, Double> share : expected.entrySet()) {
            double count = values.size() * share.getValue();
            if (count >= 5) {
                long found = values.stream().filter(share.getKey()::equals).count();
                statistic += (found - count) * (found - count) / count;
                cells++;
            }
        }
        assertThat(statistic)
                .as("%s of %s", name, expected)
                .isLessThan(new ChiSquaredDistribution(cells - 1).inverseCumulativeProbability(1 - LEVEL));
        assertThat(values).as(name).isSubsetOf(expected.keySet());
    }
}
