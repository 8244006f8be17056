package dev.jtune.bench.curves;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The ranks of methods, ours and recorded ones, by their median regret at equal effort. */
final class CurveRanks {
    private final List<Curves.Row> rows;
    private final PeerResults peers;
    private final Set<String> problems = new TreeSet<>();

    private CurveRanks(List<Curves.Row> rows, PeerResults peers) {
        this.rows = rows;
        this.peers = peers;
        rows.stream()
                .map(Curves.Row::problem)
                .filter(problem -> peers.isEmpty() || !peers.methods(problem).isEmpty())
                .forEach(problems::add);
    }

    static CurveRanks of(List<Curves.Row> rows, PeerResults peers) {
        return new CurveRanks(rows, peers);
    }

    /** Return a table of mean ranks over the problems that all methods have results of; equal regrets share their mean rank. */
    String table(List<Integer> marks) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < marks.size(); i++) {
            for (String problem : problems) {
                Map<String, Double> regrets = regrets(problem, marks.get(i));
                for (Map.Entry<String, Double> method : regrets.entrySet()) {
                    sums.computeIfAbsent(method.getKey(), name -> new double[marks.size()])[i] +=
                            rank(method.getValue(), regrets) / problems.size();
                }
            }
        }
        StringBuilder table = new StringBuilder("Mean rank of the median regret over " + problems.size()
                + " problems, after so many full runs\n\n| method |");
        marks.forEach(mark -> table.append(' ').append(mark).append(" |"));
        table.append("\n|---|").append("--:|".repeat(marks.size())).append('\n');
        List<Map.Entry<String, double[]>> sorted = new ArrayList<>(sums.entrySet());
        sorted.sort((a, b) -> Double.compare(a.getValue()[marks.size() - 1], b.getValue()[marks.size() - 1]));
        for (Map.Entry<String, double[]> method : sorted) {
            table.append("| ").append(method.getKey()).append(" |");
            for (double rank : method.getValue()) {
                table.append(String.format(Locale.ROOT, " %.2f |", rank));
            }
            table.append('\n');
        }
        return table.append('\n').toString();
    }

    private Map<String, Double> regrets(String problem, int mark) {
        Map<String, Double> regrets = new LinkedHashMap<>();
        List<Curves.Row> own =
                rows.stream().filter(row -> row.problem().equals(problem)).toList();
        own.stream()
                .map(Curves.Row::method)
                .distinct()
                .forEach(method -> regrets.put(method, Curves.median(own, method, mark)));
        for (String method : peers.methods(problem)) {
            double regret = peers.median(problem, method, mark);
            if (!Double.isNaN(regret)) {
                regrets.put(method, regret);
            }
        }
        return regrets;
    }

    private static double rank(double regret, Map<String, Double> regrets) {
        long better = regrets.values().stream().filter(other -> other < regret).count();
        long equal = regrets.values().stream().filter(other -> other == regret).count();
        return better + (equal + 1) / 2.0;
    }
}
