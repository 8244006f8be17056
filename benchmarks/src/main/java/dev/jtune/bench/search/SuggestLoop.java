package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.bench.FreshJvm;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** Measures suggestions of one method, in a JVM of its own: warm, the median of several rounds. */
final class SuggestLoop {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
    /** Suggestions of a round: as many as several refits of a model are spread over. */
    private static final int SUGGESTIONS = 20;

    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final int ROUNDS = 7;
    private static final int FEWEST_ROUNDS = 3;
    /** What learns from any trials finds so many random ones; the others suggest theirs. */
    private static final Set<String> MODELS = Set.of("tune-tpe", "tune-gp");

    private SuggestLoop() {}

    /** What is searched. */
    enum Space {
        FLOATS("10 floats"),
        MIXED("8 mixed parameters");

        private final String text;

        Space(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        ParamSpace space() {
            return this == FLOATS
                    ? ParamSpace.parse(IntStream.range(0, 10)
                            .mapToObj(i -> "x" + i + " = uniform(-5, 5)")
                            .toArray(String[]::new))
                    : PanelFunction.all().stream()
                            .filter(function -> function.name().equals("mixed-8p"))
                            .findFirst()
                            .orElseThrow()
                            .space();
        }
    }

    /** Take a method's name, a space and the number of trials before. */
    public static void main(String[] arguments) {
        ParamSpace space = Space.valueOf(arguments[1]).space();
        int trials = Integer.parseInt(arguments[2]);
        SearcherProvider provider = Method.of(arguments[0]).provider();
        List<Config> points = MODELS.contains(arguments[0]) ? points(space, trials) : List.of();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < 2 || THREADS.getCurrentThreadCpuTime() - start < WARM_UP_NANOS; i++) {
            millis(provider, space, points, trials);
        }
        // A slow method needs fewer rounds: its suggestions vary less.
        long warm = THREADS.getCurrentThreadCpuTime();
        double[] rounds = new double[0];
        while (rounds.length < FEWEST_ROUNDS
                || (rounds.length < ROUNDS && THREADS.getCurrentThreadCpuTime() - warm < WARM_UP_NANOS)) {
            rounds = Arrays.copyOf(rounds, rounds.length + 1);
            rounds[rounds.length - 1] = millis(provider, space, points, trials);
        }
        FreshJvm.print("ms", Statistics.median(rounds));
    }

    private static List<Config> points(ParamSpace space, int count) {
        UnitCube cube = UnitCube.of(space);
        return IntStream.range(0, count)
                .mapToObj(i -> cube.toConfig(cube.randomPoint(SeededStream.of(5, "points", i))))
                .toList();
    }

    /** Return the CPU time of a suggestion and of telling its result, in milliseconds. */
    private static double millis(SearcherProvider provider, ParamSpace space, List<Config> points, int trials) {
        SearchContext context = new SearchContext(
                space,
                List.of(Objective.of("loss", Mode.MIN)),
                1,
                trials + SUGGESTIONS,
                points,
                1,
                false,
                OptionalDouble.of(60));
        Searcher searcher = Searchers.create(provider, context);
        for (int number = 1; number <= trials; number++) {
            step(searcher, number);
        }
        long before = THREADS.getCurrentThreadCpuTime();
        for (int number = trials + 1; number <= trials + SUGGESTIONS; number++) {
            step(searcher, number);
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6 / SUGGESTIONS;
    }

    private static void step(Searcher searcher, int number) {
        if (!(searcher.suggest(number) instanceof Suggestion.Try suggested)) {
            throw new IllegalStateException("nothing is suggested for trial " + number);
        }
        double[] scores = {loss(suggested.config())};
        searcher.onTrialEnd(new Observation(number, suggested.config(), COMPLETED, scores, 1, 0, 60));
    }

    /** A sphere over all numbers of a configuration. */
    static double loss(Config config) {
        double sum = 0;
        double centre = -3;
        for (Map.Entry<String, Object> entry : config.asMap().entrySet()) {
            double x = entry.getValue() instanceof Number number ? number.doubleValue() : 0;
            sum += (x - centre) * (x - centre);
            centre += 0.6;
        }
        return sum;
    }
}
