package com.acme;

/** Stands for code that has parameters, and a quality that depends on them and on luck. */
public final class Ranking {
    private Ranking() {}

    /** Return how good the ranking is, at most 1, with these weights. */
    public static double quality(double title, double body, double luck) {
        return 0.95 - 0.2 * Math.pow(title - 0.7, 2) - 0.1 * Math.pow(body - 0.3, 2) - 0.002 * luck;
    }
}
