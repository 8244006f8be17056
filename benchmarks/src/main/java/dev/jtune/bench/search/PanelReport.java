package dev.jtune.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the panel shows. */
record PanelReport(Results own, Results peers, List<String> functions, List<Integer> budgets) {
    /** Optuna's samplers among the peers; others have no part in the comparison. */
    private static final List<String> OPTUNA =
            List.of("random", "qmc", "tpe", "tpe_univariate", "tpe_group", "cmaes", "gp", "nsga2");
    /** Regret below which nothing is gained any more. */
    private static final double FLOOR = 1e-6;

    String text() {
        return "Median regret [quartiles]; against the best of Optuna's samplers in the cell: + better, - worse (5 %, Holm), (-) worse"
                + " without correction\n\n" + regrets() + "\n" + summary();
    }

    private Results all() {
        return own.and(peers);
    }

    private List<String> optuna() {
        List<String> present = peers.methods();
        return OPTUNA.stream().filter(present::contains).toList();
    }

    private Comparison against(String method, List<String> others) {
        return Comparison.of(all(), method, others, functions, budgets);
    }

    private String regrets() {
        StringBuilder table = new StringBuilder("| function | method | seeds |");
        budgets.forEach(budget -> table.append(" @").append(budget).append(" |"));
        table.append("\n|---|---|--:|").append("---|".repeat(budgets.size())).append('\n');
        for (String function : functions) {
            for (String method : own.methods()) {
                regrets(table, function, method, against(method, optuna()));
            }
            for (String method : peers.methods()) {
                regrets(table, function, method, new Comparison(List.of()));
            }
        }
        return table.toString();
    }

    private void regrets(StringBuilder table, String function, String method, Comparison comparison) {
        int seeds = budgets.stream()
                .mapToInt(budget -> all().regrets(function, method, budget).length)
                .max()
                .orElse(0);
        if (seeds == 0) {
            return;
        }
        table.append("| ")
                .append(function)
                .append(" | ")
                .append(method)
                .append(" | ")
                .append(seeds)
                .append(" |");
        for (int budget : budgets) {
            table.append(' ')
                    .append(Numbers.quartiles(all().regrets(function, method, budget)))
                    .append(comparison.mark(function, budget))
                    .append(" |");
        }
        table.append('\n');
    }

    private String summary() {
        List<String> head = new ArrayList<>(List.of("method"));
        budgets.forEach(budget -> head.add("decades @" + budget));
        head.addAll(List.of(
                "cells", "better", "worse", "uncorrected", "mean rank", "namesake", "better", "worse", "CPU ms"));
        StringBuilder table = new StringBuilder("| " + String.join(" | ", head) + " |\n|---|");
        table.append("--:|".repeat(head.size() - 1)).append('\n');
        Stream.concat(own.methods().stream(), peers.methods().stream())
                .forEach(method -> table.append("| ")
                        .append(String.join(" | ", summary(method)))
                        .append(" |\n"));
        return table.toString();
    }

    private List<String> summary(String method) {
        List<String> line = new ArrayList<>(List.of(method));
        budgets.forEach(budget -> line.add(decades(method, budget)));
        boolean ours = own.methods().contains(method);
        if (ours) {
            Comparison best = against(method, optuna());
            line.addAll(counts(best));
            line.add(String.valueOf(best.worseAlone()));
        } else {
            line.addAll(List.of("", "", "", ""));
        }
        line.add(shown(budgets.stream()
                .mapToDouble(budget -> Comparison.meanRank(all(), method, optuna(), functions, budget))
                .filter(rank -> !Double.isNaN(rank))
                .average()));
        String namesake = Methods.namesake(method);
        Comparison beside = against(method, List.of(namesake));
        line.add(namesake);
        line.addAll(ours && !namesake.isEmpty() ? counts(beside).subList(1, 3) : List.of("", ""));
        line.add(String.format(Locale.ROOT, "%.4f", all().millis(method)));
        return line;
    }

    private static List<String> counts(Comparison comparison) {
        return List.of(
                String.valueOf(comparison.cells().size()),
                String.valueOf(comparison.better()),
                String.valueOf(comparison.worse()));
    }

    /** Mean over the functions of log10(median regret of random search / median regret), with the number of functions if not all. */
    private String decades(String method, int budget) {
        List<Double> gains = new ArrayList<>();
        String random = peers.methods().contains("random") ? "random" : "tune-random";
        for (String function : functions) {
            double reference = Statistics.median(all().regrets(function, random, budget));
            double median = Statistics.median(all().regrets(function, method, budget));
            if (!Double.isNaN(reference) && !Double.isNaN(median)) {
                gains.add(Math.log10(reference / Math.max(median, FLOOR)));
            }
        }
        OptionalDouble mean = gains.stream().mapToDouble(gain -> gain).average();
        return shown(mean) + (gains.size() == functions.size() || mean.isEmpty() ? "" : " (" + gains.size() + ")");
    }

    private static String shown(OptionalDouble number) {
        return number.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", number.getAsDouble());
    }
}
