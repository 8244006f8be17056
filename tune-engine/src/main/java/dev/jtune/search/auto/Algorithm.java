package dev.jtune.search.auto;

/** What may propose a trial, with the time that it takes. */
enum Algorithm {
    /** Points at random, where all of a space will be tried. */
    EXHAUSTIVE("exhaustive", 0.002, 0, 0),
    /** Gaussian processes: the most for each evaluation. */
    GP("GP", 2, 0.06, 2.5e-4),
    /** CMA-ES: the least for each suggestion. */
    CMA_ES("CMA-ES", 0.02, 0, 0),
    /** Parzen estimators: categories, conditions and several objectives. */
    TPE("TPE", 0.05, 3e-4, 0),
    /** Parzen estimators of trials of like length, where a scheduler ends or pauses them. */
    BOHB("BOHB", 0.05, 3e-4, 0),
    /** NSGA-II, for very many trials with two objectives. */
    NSGA_II("NSGA-II", 0.05, 1e-5, 0),
    /** NSGA-III, for very many trials with more. */
    NSGA_III("NSGA-III", 0.05, 1e-5, 0);

    private final String label;
    private final double base;
    private final double perTrial;
    private final double perSquare;

    Algorithm(String label, double base, double perTrial, double perSquare) {
        this.label = label;
        this.base = base;
        this.perTrial = perTrial;
        this.perSquare = perSquare;
    }

    /** Return the name that users see. */
    String label() {
        return label;
    }

    /**
     * Return how many seconds a suggestion takes after so many trials with ten parameters.
     *
     * <p>That is a formula and no measurement, so that a decision is the same on every machine; it follows the benchmark {@code
     * suggest-cost}.
     */
    double seconds(int trials) {
        return (base + perTrial * trials + perSquare * trials * trials) / 1000;
    }
}
