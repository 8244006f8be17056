package dev.jtune.schedule;

/**
 * The steps at which a pruner looks at a trial: from the end of the warm-up on, one each interval.
 *
 * @param warmup the first of them
 * @param interval from one to the next
 */
record CheckSteps(long warmup, long interval) {

    void check(Wrong wrong) {
        wrong.unless(warmup >= 0, "warmupSteps must be at least 0, was " + warmup);
        wrong.unless(interval >= 1, "intervalSteps must be at least 1, was " + interval);
    }

    /** Tell whether a trial has come to one of them since an earlier step; late, where it reported nothing at the step itself. */
    boolean isDue(double before, double step) {
        return step >= warmup && before < StrictMath.floor((step - warmup) / interval) * interval + warmup;
    }
}
