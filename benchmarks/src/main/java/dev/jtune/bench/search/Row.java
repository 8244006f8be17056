package dev.jtune.bench.search;

import java.util.Locale;

/** The best value of one run after so many evaluations, as a row of the results. */
record Row(
        String set,
        String problem,
        String method,
        int seed,
        int evals,
        double value,
        double regret,
        double better,
        double cpu) {
    static final String HEADER = "set,problem,method,seed,evals,value,regret,better,cpu";

    static Row of(String set, SearchProblem problem, String method, int seed, SearchRun.Mark mark) {
        return new Row(
                set,
                problem.name(),
                method,
                seed,
                mark.evals(),
                problem.value(mark.best()),
                problem.regret(mark.best()),
                problem.better(mark.best()),
                mark.seconds());
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%d,%.8g,%.6g,%s,%.2f",
                set,
                problem,
                method,
                seed,
                evals,
                value,
                regret,
                Double.isNaN(better) ? "" : String.format(Locale.ROOT, "%.6g", better),
                cpu);
    }
}
