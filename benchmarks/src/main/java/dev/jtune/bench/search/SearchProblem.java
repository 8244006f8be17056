package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.space.ParamSpace;

/** A function to minimise. */
interface SearchProblem {
    String name();

    ParamSpace space();

    /** Return the loss of a configuration; {@code NaN} where its evaluation fails. */
    double loss(Config config);

    /** Return the standard deviation of the noise that every observation of a loss has, 0 for none. */
    default double noise() {
        return 0;
    }

    /** Return the value of a loss in the objective's own direction. */
    double value(double loss);

    /** Return how far a loss is from the best known one, in the problem's own unit. */
    double regret(double loss);

    /** Return the share of configurations that are better, {@code NaN} where nobody counted. */
    double better(double loss);
}
