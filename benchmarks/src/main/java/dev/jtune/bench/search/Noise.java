package dev.jtune.bench.search;

import dev.jtune.bench.Outcome;
import java.util.List;
import java.util.Set;

/** The synthetic panel observed with noise: what is the reported best worth? */
public final class Noise {
    private static final List<Integer> BUDGETS = List.of(100);
    /** Standard deviation of the noise, in interquartile ranges of the function's values at random points. */
    private static final double SHARE = 0.1;

    private static final String AUTO = "tune-auto";
    private static final int REQUIRED_BETTER = 6;

    private Noise() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        SearchCommand.run("noise", Set.of("--functions"), Noise::measure, arguments);
    }

    private static SearchCommand.Report measure(SearchOptions options) throws Exception {
        List<PanelFunction> functions = options.problems("--functions", PanelFunction.all()).stream()
                .map(function -> function.noisy(SHARE))
                .toList();
        Study study = new Study("noise", options.seeds(30, 5), options.budgets(BUDGETS), options.threads());
        Field field = Field.measured(study, functions, options, Results.NONE);
        String text = "True regret at the reported best, median [quartiles]; " + Comparison.LEGEND + "\n\n"
                + new PanelReport(field).regrets();
        return new SearchCommand.Report(text, field.measured(), outcome(field));
    }

    private static Outcome outcome(Field field) {
        Outcome outcome = new Outcome("noise");
        if (field.own().methods().contains(AUTO) && !field.optuna().rows().isEmpty()) {
            Comparison comparison = field.againstOptuna(AUTO);
            outcome.atLeast(
                            AUTO + ", functions significantly better",
                            PanelReport.one(comparison.better()),
                            REQUIRED_BETTER,
                            "")
                    .number(AUTO + ", functions significantly worse", PanelReport.one(comparison.worse()), "");
        }
        return outcome;
    }
}
