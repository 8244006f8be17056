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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Asks and tells one searcher on one problem, one trial at a time. */
final class SearchRun {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Objective LOSS = Objective.of("loss", Mode.MIN);
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
    private static final TrialOutcome FAILED =
            new TrialOutcome.Failed(new IllegalStateException("the recorded evaluation failed"), true);
    /** What an evaluation is declared to take: as long as training a model does, so that a suggestion is worth its time. */
    private static final double SECONDS = 60;

    private SearchRun() {}

    /**
     * The state of a run after so many evaluations.
     *
     * @param best the best finite loss, positive infinity where there is none
     * @param seconds CPU time of the searcher so far
     */
    record Mark(int evals, double best, double seconds) {}

    /** Run as long as the last mark asks, and tell the searcher so; {@code marks} ascend. */
    static List<Mark> marks(SearchProblem problem, SearcherProvider provider, long seed, List<Integer> marks) {
        int budget = marks.get(marks.size() - 1);
        SearchContext context = new SearchContext(
                problem.space(), List.of(LOSS), seed, budget, List.of(), 1, false, OptionalDouble.of(SECONDS));
        long started = THREADS.getCurrentThreadCpuTime();
        long evaluating = 0;
        Searcher searcher = Searchers.create(provider, context);
        List<Mark> reached = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        boolean exhausted = false;
        for (int number = 1; number <= budget; number++) {
            if (!exhausted && searcher.suggest(number) instanceof Suggestion.Try suggested) {
                long before = THREADS.getCurrentThreadCpuTime();
                double loss = problem.loss(suggested.config());
                evaluating += THREADS.getCurrentThreadCpuTime() - before;
                searcher.onTrialEnd(observation(number, suggested.config(), loss));
                best = Double.isFinite(loss) ? Math.min(best, loss) : best;
            } else {
                exhausted = true;
            }
            if (marks.contains(number)) {
                reached.add(new Mark(number, best, (THREADS.getCurrentThreadCpuTime() - started - evaluating) / 1e9));
            }
        }
        return reached;
    }

    private static Observation observation(int number, Config config, double loss) {
        boolean finite = Double.isFinite(loss);
        double[] scores = {finite ? loss : Double.NaN};
        return new Observation(number, config, finite ? COMPLETED : FAILED, scores, finite ? 1 : 0, 0, SECONDS);
    }
}
