package dev.jtune.bench.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the recorded problems show. */
record TabularReport(Results own, Results peers, List<String> problems, List<Integer> budgets) {

    String text() {
        return "Median regret; against the best of Optuna's samplers in the cell: + better, - worse (5 %, Holm), (-) worse without"
                + " correction\n\n" + regrets() + "\n" + ranks();
    }

    private Results all() {
        return own.and(peers);
    }

    private String regrets() {
        List<String> methods =
                Stream.concat(own.methods().stream(), peers.methods().stream()).toList();
        List<Comparison> comparisons = methods.stream()
                .map(method -> own.methods().contains(method)
                        ? Comparison.of(own.and(peers), method, peers.methods(), problems, budgets)
                        : new Comparison(List.of()))
                .toList();
        StringBuilder table =
                new StringBuilder("| problem | evaluations | " + String.join(" | ", methods) + " |\n|---|--:|");
        table.append("--:|".repeat(methods.size())).append('\n');
        for (String problem : problems) {
            for (int budget : budgets) {
                table.append("| ").append(problem).append(" | ").append(budget).append(" |");
                IntStream.range(0, methods.size())
                        .forEach(i -> table.append(' ')
                                .append(median(problem, methods.get(i), budget))
                                .append(comparisons.get(i).mark(problem, budget))
                                .append(" |"));
                table.append('\n');
            }
        }
        return table.toString();
    }

    private String median(String problem, String method, int budget) {
        double median = Statistics.median(all().regrets(problem, method, budget));
        return Double.isNaN(median) ? "" : String.format(Locale.ROOT, "%.4f", Math.rint(median * 1e4) / 1e4 + 0.0);
    }

    /** Each of our methods alone among Optuna's: how many others of ours take part changes nothing. */
    private String ranks() {
        StringBuilder text = new StringBuilder();
        for (String method : own.methods()) {
            List<String> field =
                    Stream.concat(Stream.of(method), peers.methods().stream()).toList();
            Comparison comparison = Comparison.of(all(), method, peers.methods(), problems, budgets);
            text.append("Mean rank among Optuna's samplers where they have results (of so many problems); ")
                    .append(method)
                    .append(": better in ")
                    .append(comparison.better())
                    .append(", worse in ")
                    .append(comparison.worse())
                    .append(" of ")
                    .append(comparison.cells().size())
                    .append(" cells (")
                    .append(comparison.worseAlone())
                    .append(" uncorrected)\n\n| evaluations | ")
                    .append(String.join(" | ", field))
                    .append(" |\n|--:|")
                    .append("--:|".repeat(field.size()))
                    .append('\n');
            for (int budget : budgets) {
                text.append("| ").append(budget).append(" |");
                field.forEach(each ->
                        text.append(' ').append(rank(each, field, budget)).append(" |"));
                text.append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String rank(String method, List<String> field, int budget) {
        double rank = Comparison.meanRank(all(), method, field, problems, budget);
        long present = problems.stream()
                .filter(problem -> all().regrets(problem, method, budget).length > 0)
                .filter(problem ->
                        peers.methods().stream().anyMatch(peer -> peers.regrets(problem, peer, budget).length > 0))
                .count();
        return Double.isNaN(rank) ? "" : String.format(Locale.ROOT, "%.2f (%d)", rank, present);
    }
}
