package dev.jtune.bench.search;

import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the panel shows. */
record PanelReport(Field field) {
    private static final String AUTO = "tune-auto";
    /** Decades over random search that are required of {@code auto}, by the number of evaluations. */
    private static final Map<Integer, Double> REQUIRED = Map.of(50, 1.75, 100, 2.40, 200, 2.60);

    private static final int REQUIRED_BETTER = 8;
    /** Regret below which nothing is gained any more. */
    private static final double FLOOR = 1e-6;

    String text() {
        return "Median regret [quartiles]; " + Comparison.LEGEND + "\n\n" + regrets() + "\n" + summary();
    }

    Outcome outcome() {
        Outcome outcome = new Outcome("panel");
        if (!field.own().methods().contains(AUTO) || field.optuna().rows().isEmpty()) {
            return outcome;
        }
        for (int budget : field.budgets()) {
            double[] gains = gains(AUTO, budget);
            if (REQUIRED.containsKey(budget)
                    && gains.length == PanelFunction.all().size()) {
                outcome.atLeast(
                        AUTO + ", decades over random @" + budget,
                        Samples.of(Arrays.stream(gains).average().stream()),
                        REQUIRED.get(budget),
                        "");
            }
        }
        Comparison comparison = field.againstOptuna(AUTO);
        return outcome.atMost(AUTO + ", cells significantly worse", one(comparison.worse()), 0, "")
                .atLeast(AUTO + ", cells significantly better", one(comparison.better()), REQUIRED_BETTER, "");
    }

    static Samples one(double value) {
        return Samples.of(DoubleStream.of(value));
    }

    String regrets() {
        List<String> head = new ArrayList<>(List.of("function", "method", "seeds"));
        field.budgets().forEach(budget -> head.add("@" + budget));
        Markdown table = new Markdown(head);
        for (String function : field.problems()) {
            for (String method : field.own().methods()) {
                regrets(table, function, method, field.againstOptuna(method));
            }
            for (String method : field.peers()) {
                regrets(table, function, method, Comparison.NONE);
            }
        }
        return table.text();
    }

    private void regrets(Markdown table, String function, String method, Comparison comparison) {
        List<double[]> cells = field.budgets().stream()
                .map(budget -> field.all().regrets(function, method, budget))
                .toList();
        int seeds = cells.stream().mapToInt(cell -> cell.length).max().orElse(0);
        if (seeds == 0) {
            return;
        }
        List<String> row = new ArrayList<>(List.of(function, method, String.valueOf(seeds)));
        for (int i = 0; i < cells.size(); i++) {
            row.add(Numbers.quartiles(cells.get(i))
                    + comparison.mark(function, field.budgets().get(i)));
        }
        table.row(row);
    }

    private String summary() {
        List<String> head = new ArrayList<>(List.of("method"));
        field.budgets().forEach(budget -> head.add("decades @" + budget));
        head.addAll(
                List.of("mean rank", "cells", "better", "worse", "(worse)", "namesake", "better", "worse", "CPU ms"));
        Markdown table = new Markdown(head);
        Stream.concat(field.own().methods().stream(), field.peers().stream())
                .forEach(method -> table.row(summary(method)));
        return table.text();
    }

    private List<String> summary(String method) {
        List<String> row = new ArrayList<>(List.of(method));
        field.budgets().forEach(budget -> row.add(decades(method, budget)));
        row.add(Numbers.fixed(
                2,
                field.budgets().stream()
                        .mapToDouble(budget -> Comparison.meanRank(
                                field.all(), method, field.optuna().methods(), field.problems(), budget))
                        .filter(rank -> !Double.isNaN(rank))
                        .average()));
        if (field.own().methods().contains(method)) {
            Comparison best = field.againstOptuna(method);
            String namesake = Method.of(method).namesake();
            Comparison beside = field.against(method, List.of(namesake));
            boolean alone = beside.cells().isEmpty();
            row.addAll(List.of(
                    String.valueOf(best.cells().size()),
                    String.valueOf(best.better()),
                    String.valueOf(best.worse()),
                    String.valueOf(best.worseAlone()),
                    alone ? "" : namesake,
                    alone ? "" : String.valueOf(beside.better()),
                    alone ? "" : String.valueOf(beside.worse())));
        } else {
            row.addAll(List.of("", "", "", "", "", "", ""));
        }
        row.add(Numbers.fixed(4, OptionalDouble.of(field.all().millis(method))));
        return row;
    }

    /** Return the mean gain, with the number of functions behind it where some are missing. */
    private String decades(String method, int budget) {
        double[] gains = gains(method, budget);
        return Numbers.fixed(2, Arrays.stream(gains).average())
                + (gains.length == field.problems().size() || gains.length == 0 ? "" : " (" + gains.length + ")");
    }

    /** Return log10(median regret of random search / median regret) on each function; random search is Optuna's, else ours. */
    private double[] gains(String method, int budget) {
        String random = field.optuna().methods().contains("random") ? "random" : "tune-random";
        return field.problems().stream()
                .mapToDouble(function -> Math.log10(
                        median(function, random, budget) / Math.max(median(function, method, budget), FLOOR)))
                .filter(gain -> !Double.isNaN(gain))
                .toArray();
    }

    private double median(String function, String method, int budget) {
        return Statistics.median(field.all().regrets(function, method, budget));
    }
}
