package dev.jtune.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every method on every problem with every seed.
 *
 * @param set what the rows call the problems
 * @param threads how many runs at a time; no result depends on it
 */
record Study(String set, int seeds, List<Integer> budgets, int threads) {

    Results results(List<? extends SearchProblem> problems, List<Contestant> contestants) throws InterruptedException {
        List<Callable<List<Row>>> runs = new ArrayList<>();
        for (SearchProblem problem : problems) {
            for (Contestant contestant : contestants) {
                for (int seed = 0; seed < seeds && contestant.canSearch(problem.space()); seed++) {
                    runs.addAll(runs(problem, contestant, seed));
                }
            }
        }
        return new Results(all(runs, threads));
    }

    private List<Callable<List<Row>>> runs(SearchProblem problem, Contestant contestant, int seed) {
        List<Callable<List<Row>>> runs = new ArrayList<>();
        for (List<Integer> marks :
                contestant.isTold() ? budgets.stream().map(List::of).toList() : List.of(budgets)) {
            runs.add(() -> SearchRun.marks(problem, contestant, seed, marks).stream()
                    .map(mark -> Row.of(set, problem, contestant.name(), seed, mark))
                    .toList());
        }
        return runs;
    }

    /** Return what all runs give, in their order. */
    static <T> List<T> all(List<Callable<List<T>>> runs, int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> rows = new ArrayList<>();
            for (Future<List<T>> run : pool.invokeAll(runs)) {
                rows.addAll(run.get());
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
