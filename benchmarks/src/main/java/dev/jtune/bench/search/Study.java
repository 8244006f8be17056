package dev.jtune.bench.search;

import dev.jtune.search.SearcherProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every method on every problem with every seed.
 *
 * @param set what the rows call the problems
 * @param told whether each budget is a run of its own, which knows its budget; else one run has marks at all of them
 * @param threads how many runs at a time; no result depends on it
 */
record Study(String set, int seeds, List<Integer> budgets, boolean told, int threads) {

    List<Row> rows(List<? extends SearchProblem> problems, Map<String, SearcherProvider> methods)
            throws InterruptedException {
        List<Callable<List<Row>>> runs = new ArrayList<>();
        List<List<Integer>> marks = told ? budgets.stream().map(List::of).toList() : List.of(budgets);
        for (SearchProblem problem : problems) {
            methods.forEach((name, provider) -> {
                for (int i = 0; i < seeds; i++) {
                    int seed = i;
                    marks.forEach(each -> runs.add(() -> SearchRun.marks(problem, provider, seed, each).stream()
                            .map(mark -> Row.of(set, problem, name, seed, mark))
                            .toList()));
                }
            });
        }
        return all(runs);
    }

    private List<Row> all(List<Callable<List<Row>>> runs) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> run : pool.invokeAll(runs)) {
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
