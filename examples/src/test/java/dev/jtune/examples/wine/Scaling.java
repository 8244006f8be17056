package dev.jtune.examples.wine;

import java.util.List;

/** How measurements in different units are made comparable. */
enum Scaling {
    /** They are not. */
    NONE,
    /** To mean 0 and standard deviation 1. */
    STANDARD;

    /** A scaling with the numbers it learnt. */
    @FunctionalInterface
    interface Fitted {
        double[] apply(double[] row);
    }

    Fitted fit(List<double[]> rows) {
        if (this == NONE) {
            return row -> row;
        }
        int columns = rows.get(0).length;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            mean[c] = rows.stream().mapToDouble(row -> row[column]).sum() / rows.size();
            double variance = rows.stream()
                            .mapToDouble(row -> (row[column] - mean[column]) * (row[column] - mean[column]))
                            .sum()
                    / rows.size();
            deviation[c] = Math.sqrt(variance);
        }
        return row -> {
            double[] scaled = new double[columns];
            for (int c = 0; c < columns; c++) {
                scaled[c] = (row[c] - mean[c]) / deviation[c];
            }
            return scaled;
        };
    }
}
