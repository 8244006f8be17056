package dev.jtune.search.auto;

import dev.jtune.search.cube.History;

/** What evaluations take: as declared, else as measured of the trials so far. */
final class Costs {
    private int seen;
    private int measured;
    private double sum;

    /** Take in the trials that ended since the last call. */
    void update(History history) {
        for (; seen < history.size(); seen++) {
            double seconds = history.entries().get(seen).seconds();
            if (seconds >= 0) {
                sum += seconds;
                measured++;
            }
        }
    }

    /** Return the seconds that a trial takes on average; positive infinity where nobody knows: a search by hand can wait. */
    double seconds(History history) {
        double unknown = measured == 0 ? Double.POSITIVE_INFINITY : sum / measured;
        return history.expectations().secondsPerTrial().orElse(unknown);
    }
}
