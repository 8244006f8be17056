package dev.jtune.schedule;

/**
 * When the trials of a population are compared, and how many take over from others.
 *
 * @param name what the scheduler is called
 * @param interval units of time from one comparison to the next; at least 1
 * @param burnIn units of time before the first comparison; at least 0
 * @param quantileFraction the share of trials that take over; more than 0 and at most 0.5
 * @param synchronous whether all trials wait for each other before they are compared
 * @param timeAttr the metric that measures time
 */
record PopulationRule(
        String name, long interval, long burnIn, double quantileFraction, boolean synchronous, String timeAttr) {

    void check(Wrong wrong) {
        wrong.unless(interval >= 1, "perturbationInterval must be at least 1, was " + interval);
        wrong.unless(burnIn >= 0, "burnIn must be at least 0, was " + burnIn);
        wrong.unless(
                quantileFraction > 0 && quantileFraction <= 0.5,
                "quantileFraction must be more than 0 and at most 0.5, was " + quantileFraction);
        wrong.ifBlank("timeAttr", timeAttr);
    }

    /** Return how many of some trials are at the bottom, and as many at the top. */
    int quantile(int trials) {
        return Math.min((int) StrictMath.ceil(trials * quantileFraction), trials / 2);
    }
}
