package dev.jtune.bench.search;

import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the recorded problems show. */
record TabularReport(Field field) {
    private static final String AUTO = "tune-auto";

    String text() {
        return "Median regret; " + Comparison.LEGEND + "\n\n" + regrets() + "\n" + ranks();
    }

    /** The best of the field is first against every sampler on the problems that the sampler has results of. */
    Outcome outcome() {
        Outcome outcome = new Outcome("tabular");
        if (!field.own().methods().contains(AUTO) || field.optuna().rows().isEmpty()) {
            return outcome;
        }
        for (int budget : field.budgets()) {
            outcome.atMost(
                    AUTO + ", mean rank less that of the best sampler @" + budget, one(behind(AUTO, budget)), 0, "");
        }
        return outcome.number(
                AUTO + ", cells significantly worse",
                one(field.againstOptuna(AUTO).worse()),
                "");
    }

    private static Samples one(double value) {
        return Samples.of(DoubleStream.of(value));
    }

    private double behind(String method, int budget) {
        return field.optuna().methods().stream()
                .mapToDouble(sampler -> rank(method, method, shared(sampler, budget), budget)
                        - rank(sampler, method, shared(sampler, budget), budget))
                .filter(difference -> !Double.isNaN(difference))
                .max()
                .orElse(Double.NaN);
    }

    private String regrets() {
        List<String> methods = Stream.concat(field.own().methods().stream(), field.peers().stream())
                .toList();
        List<Comparison> comparisons = methods.stream()
                .map(method -> field.own().methods().contains(method) ? field.againstOptuna(method) : Comparison.NONE)
                .toList();
        List<String> head = new ArrayList<>(List.of("problem", "evaluations"));
        head.addAll(methods);
        Markdown table = new Markdown(head);
        for (String problem : field.problems()) {
            for (int budget : field.budgets()) {
                List<String> row = new ArrayList<>(List.of(problem, String.valueOf(budget)));
                for (int i = 0; i < methods.size(); i++) {
                    double median = Statistics.median(field.all().regrets(problem, methods.get(i), budget));
                    row.add(Numbers.fixed(4, OptionalDouble.of(median))
                            + comparisons.get(i).mark(problem, budget));
                }
                table.row(row);
            }
        }
        return table.text();
    }

    private String ranks() {
        StringBuilder text = new StringBuilder(
                "Mean rank of the median regret: each of our methods alone among Optuna's samplers, on the problems that a sampler"
                        + " has results of. A sampler with fewer problems stands beside our rank on the same ones.\n\n");
        field.own().methods().forEach(method -> text.append(ranks(method)).append('\n'));
        return text.toString();
    }

    private String ranks(String method) {
        List<String> head = new ArrayList<>(List.of("evaluations", method));
        head.addAll(field.optuna().methods());
        head.addAll(List.of("cells", "better", "worse", "(worse)"));
        Markdown table = new Markdown(head);
        for (int budget : field.budgets()) {
            List<String> all = field.optuna().methods().stream()
                    .flatMap(sampler -> shared(sampler, budget).stream())
                    .distinct()
                    .toList();
            List<String> row = new ArrayList<>(List.of(String.valueOf(budget)));
            row.add(Numbers.fixed(2, OptionalDouble.of(rank(method, method, all, budget))) + " (" + all.size() + ")");
            for (String sampler : field.optuna().methods()) {
                List<String> problems = shared(sampler, budget);
                String theirs = Numbers.fixed(2, OptionalDouble.of(rank(sampler, method, problems, budget)));
                String ours = Numbers.fixed(2, OptionalDouble.of(rank(method, method, problems, budget)));
                row.add(
                        problems.isEmpty()
                                ? ""
                                : problems.size() == all.size()
                                        ? theirs
                                        : theirs + " to " + ours + " (" + problems.size() + ")");
            }
            Comparison comparison =
                    Comparison.of(field.all(), method, field.optuna().methods(), field.problems(), List.of(budget));
            row.addAll(List.of(
                    String.valueOf(comparison.cells().size()),
                    String.valueOf(comparison.better()),
                    String.valueOf(comparison.worse()),
                    String.valueOf(comparison.worseAlone())));
            table.row(row);
        }
        return table.text();
    }

    /** Return the problems that a sampler has results of. */
    private List<String> shared(String sampler, int budget) {
        return field.problems().stream()
                .filter(problem -> field.optuna().regrets(problem, sampler, budget).length > 0)
                .toList();
    }

    /** Return a mean rank in the field of Optuna's samplers and one method of ours. */
    private double rank(String method, String ours, List<String> problems, int budget) {
        List<String> entered = Stream.concat(Stream.of(ours), field.optuna().methods().stream())
                .toList();
        return Comparison.meanRank(field.all(), method, entered, problems, budget);
    }
}
