package dev.jtune.bench.search;

import dev.jtune.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One method on one problem, one trial at a time. */
final class SearchRun {
    private SearchRun() {}

    /**
     * The state of a run after so many evaluations.
     *
     * @param best the best finite loss, positive infinity where there is none
     * @param seconds CPU time of the method so far
     */
    record Mark(int evals, double best, double seconds) {}

    /** Run as long as the last mark asks; {@code marks} ascend. A method that has nothing more to try keeps its best. */
    static List<Mark> marks(SearchProblem problem, Contestant contestant, long seed, List<Integer> marks) {
        int budget = marks.get(marks.size() - 1);
        try (Solver solver = contestant.start(problem.space(), seed, budget, false)) {
            List<Mark> reached = new ArrayList<>();
            double best = Double.POSITIVE_INFINITY;
            boolean exhausted = false;
            for (int number = 1; number <= budget; number++) {
                Optional<Config> config = exhausted ? Optional.empty() : solver.ask(number);
                exhausted = config.isEmpty();
                if (!exhausted) {
                    double loss = problem.loss(config.get());
                    solver.tell(number, config.get(), loss);
                    best = Double.isFinite(loss) ? Math.min(best, loss) : best;
                }
                if (marks.contains(number)) {
                    reached.add(new Mark(number, best, solver.seconds()));
                }
            }
            return reached;
        }
    }
}
