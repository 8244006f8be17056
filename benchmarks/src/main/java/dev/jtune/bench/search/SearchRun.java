package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.search.cube.SeededStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One method on one problem, one trial at a time. */
final class SearchRun {
    private final SearchProblem problem;
    private final long seed;
    /** True losses by the trial's number; {@code NaN} where it failed. */
    private final double[] losses;

    private double leastObserved = Double.POSITIVE_INFINITY;
    /** The trial with the least loss that was observed, 0 for none. */
    private int bestObserved;

    private SearchRun(SearchProblem problem, long seed, int budget) {
        this.problem = problem;
        this.seed = seed;
        this.losses = new double[budget + 1];
        Arrays.fill(losses, Double.NaN);
    }

    /**
     * The state of a run after so many evaluations.
     *
     * @param best the true loss of the trial that is reported as the best, positive infinity where there is none
     * @param seconds CPU time of the method so far
     */
    record Mark(int evals, double best, double seconds) {}

    /** Run as long as the last mark asks; {@code marks} ascend. A method that has nothing more to try keeps its best. */
    static List<Mark> marks(SearchProblem problem, Contestant contestant, long seed, List<Integer> marks) {
        int budget = marks.get(marks.size() - 1);
        boolean noisy = problem.noise() > 0;
        SearchRun run = new SearchRun(problem, seed, budget);
        try (Solver solver = contestant.start(problem.space(), seed, budget, noisy)) {
            List<Mark> reached = new ArrayList<>();
            boolean exhausted = false;
            for (int number = 1; number <= budget; number++) {
                Optional<Config> config = exhausted ? Optional.empty() : solver.ask(number);
                exhausted = config.isEmpty();
                if (!exhausted) {
                    solver.tell(number, config.get(), run.observed(number, config.get()));
                }
                if (marks.contains(number)) {
                    int best = noisy ? solver.recommended().orElse(run.bestObserved) : run.bestObserved;
                    reached.add(new Mark(number, run.loss(best), solver.seconds()));
                }
            }
            return reached;
        }
    }

    private double observed(int number, Config config) {
        double loss = problem.loss(config);
        losses[number] = loss;
        double observed = problem.noise() > 0
                ? loss
                        + problem.noise()
                                * SeededStream.of(seed, "noise", number).nextGaussian()
                : loss;
        if (Double.isFinite(observed) && observed < leastObserved) {
            leastObserved = observed;
            bestObserved = number;
        }
        return observed;
    }

    private double loss(int number) {
        return Double.isNaN(losses[number]) ? Double.POSITIVE_INFINITY : losses[number];
    }
}
