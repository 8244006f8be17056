package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A searcher of this library.
 *
 * @param isTold whether each budget is a run of its own, which knows its budget
 */
record OwnMethod(String name, SearcherProvider provider, boolean isTold) implements Contestant {
    /** What an evaluation is declared to take: as long as training a model does, so that a suggestion is worth its time. */
    private static final double SECONDS = 60;

    @Override
    public Solver start(ParamSpace space, int objectives, long seed, int budget, boolean noisy) {
        List<Objective> losses = IntStream.range(0, objectives)
                .mapToObj(i -> Objective.of("loss" + i, Mode.MIN))
                .toList();
        return new Run(
                provider,
                new SearchContext(space, losses, seed, budget, List.of(), 1, noisy, OptionalDouble.of(SECONDS)));
    }

    private static final class Run implements Solver {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
        private static final TrialOutcome FAILED =
                new TrialOutcome.Failed(new IllegalStateException("the evaluation failed"), true);

        private final Searcher searcher;
        private long nanos;

        Run(SearcherProvider provider, SearchContext context) {
            long before = THREADS.getCurrentThreadCpuTime();
            searcher = Searchers.create(provider, context);
            nanos += THREADS.getCurrentThreadCpuTime() - before;
        }

        @Override
        public Optional<Config> ask(int number) {
            long before = THREADS.getCurrentThreadCpuTime();
            Suggestion suggestion = searcher.suggest(number);
            nanos += THREADS.getCurrentThreadCpuTime() - before;
            return suggestion instanceof Suggestion.Try suggested ? Optional.of(suggested.config()) : Optional.empty();
        }

        @Override
        public void tell(int number, Config config, double... losses) {
            boolean finite = Arrays.stream(losses).allMatch(Double::isFinite);
            double[] scores = Arrays.stream(losses)
                    .map(loss -> Double.isFinite(loss) ? loss : Double.NaN)
                    .toArray();
            long before = THREADS.getCurrentThreadCpuTime();
            searcher.onTrialEnd(
                    new Observation(number, config, finite ? COMPLETED : FAILED, scores, finite ? 1 : 0, 0, SECONDS));
            nanos += THREADS.getCurrentThreadCpuTime() - before;
        }

        @Override
        public OptionalInt recommended() {
            return searcher.recommend();
        }

        @Override
        public double seconds() {
            return nanos / 1e9;
        }

        @Override
        public void close() {}
    }
}
