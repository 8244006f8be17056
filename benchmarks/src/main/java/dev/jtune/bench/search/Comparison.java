package dev.jtune.bench.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One method against the best of its peers, cell by cell: a cell is a problem and a number of evaluations. */
record Comparison(List<Cell> cells) {
    static final Comparison NONE = new Comparison(List.of());
    static final String LEGEND =
            "against the best of Optuna's samplers in the cell: + better, - worse (Mann-Whitney, 5 %, Holm), (-) worse without correction";

    private static final double LEVEL = 0.05;

    /**
     * A problem after so many evaluations.
     *
     * @param peer the peer with the lowest median regret
     * @param difference our median regret less that of the peer
     * @param p two-sided, of this cell alone
     * @param adjusted corrected for the number of cells
     */
    record Cell(String problem, int evals, String peer, double difference, double p, double adjusted) {
        boolean better() {
            return adjusted < LEVEL && difference < 0;
        }

        boolean worse() {
            return adjusted < LEVEL && difference > 0;
        }

        /** Tell whether the peer would be ahead if this cell were the only one. */
        boolean worseAlone() {
            return p < LEVEL && difference > 0;
        }

        String mark() {
            return better() ? " +" : worse() ? " -" : worseAlone() ? " (-)" : "";
        }
    }

    /** Compare in every cell in which the method and one of the peers has results. */
    static Comparison of(
            Results results, String method, List<String> peers, List<String> problems, List<Integer> budgets) {
        List<Cell> cells = new ArrayList<>();
        for (String problem : problems) {
            for (int evals : budgets) {
                double[] own = results.regrets(problem, method, evals);
                peers.stream()
                        .filter(peer -> results.regrets(problem, peer, evals).length > 0)
                        .min(Comparator.comparingDouble(
                                peer -> Statistics.median(results.regrets(problem, peer, evals))))
                        .filter(peer -> own.length > 0)
                        .ifPresent(peer -> cells.add(cell(problem, evals, peer, own, results)));
            }
        }
        double[] adjusted = Statistics.holm(cells.stream().mapToDouble(Cell::p).toArray());
        List<Cell> judged = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Cell cell = cells.get(i);
            judged.add(new Cell(cell.problem(), cell.evals(), cell.peer(), cell.difference(), cell.p(), adjusted[i]));
        }
        return new Comparison(judged);
    }

    private static Cell cell(String problem, int evals, String peer, double[] own, Results results) {
        double[] theirs = results.regrets(problem, peer, evals);
        double difference = Statistics.median(own) - Statistics.median(theirs);
        double p = Statistics.mannWhitney(own, theirs);
        return new Cell(problem, evals, peer, difference, p, 1);
    }

    int better() {
        return (int) cells.stream().filter(Cell::better).count();
    }

    int worse() {
        return (int) cells.stream().filter(Cell::worse).count();
    }

    int worseAlone() {
        return (int) cells.stream().filter(Cell::worseAlone).count();
    }

    /** Return the mark of a cell: + where we are significantly better, - where worse, (-) where only uncorrected. */
    String mark(String problem, int evals) {
        return cells.stream()
                .filter(cell -> cell.problem().equals(problem) && cell.evals() == evals)
                .map(Cell::mark)
                .findFirst()
                .orElse("");
    }

    /**
     * Return the mean over the problems of the rank of a method's median among those of others, after so many evaluations; a
     * problem counts where both the method and at least one other has results, and {@code NaN} where none does.
     */
    static double meanRank(Results results, String method, List<String> others, List<String> problems, int evals) {
        return problems.stream()
                .mapToDouble(problem -> {
                    double[] medians = others.stream()
                            .filter(other -> !other.equals(method))
                            .mapToDouble(other -> Statistics.median(results.regrets(problem, other, evals)))
                            .filter(median -> !Double.isNaN(median))
                            .toArray();
                    double own = Statistics.median(results.regrets(problem, method, evals));
                    double[] all = Arrays.copyOf(medians, medians.length + 1);
                    all[medians.length] = own;
                    return medians.length == 0 || Double.isNaN(own)
                            ? Double.NaN
                            : Statistics.ranks(all)[medians.length];
                })
                .filter(rank -> !Double.isNaN(rank))
                .average()
                .orElse(Double.NaN);
    }
}
