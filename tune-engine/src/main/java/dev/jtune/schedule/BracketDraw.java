package dev.jtune.schedule;

import dev.jtune.search.cube.SeededStream;

/** Draws trials into the brackets of ASHA: one with a rung more is e times as likely. */
final class BracketDraw {
    private final double[] weights;
    private final double sum;
    private final long seed;

    BracketDraw(int brackets, long seed) {
        this.seed = seed;
        this.weights = new double[brackets];
        double total = 0;
        for (int skipped = 0; skipped < weights.length; skipped++) {
            weights[skipped] = StrictMath.exp(-skipped);
            total += weights[skipped];
        }
        this.sum = total;
    }

    /** Return the index of a trial's bracket: how many rungs it leaves out. */
    int bracket(int trial) {
        double drawn = SeededStream.of(seed, "bracket", trial).nextDouble() * sum;
        int index = 0;
        while (index < weights.length - 1 && drawn >= weights[index]) {
            drawn -= weights[index];
            index++;
        }
        return index;
    }
}
