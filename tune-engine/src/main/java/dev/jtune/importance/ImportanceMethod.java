package dev.jtune.importance;

import org.apiguardian.api.API;

/** How the importance of parameters is measured. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ImportanceMethod {
    /**
     * Functional analysis of variance: the share of the score's variance over the whole space that a parameter explains alone. A
     * forest learns the score from the trials; what shares leave of 100 % is interaction between parameters.
     *
     * <p>Source: F. Hutter, H. Hoos and K. Leyton-Brown, An efficient approach for assessing hyperparameter importance, ICML 2014.
     */
    FANOVA,

    /**
     * How much the best tenth of the trials differs from all of them in a parameter's values; shares sum to 1. Tells what decides
     * about being good, where {@link #FANOVA} tells what decides about the score.
     *
     * <p>Source: S. Watanabe, A. Bansal and F. Hutter, PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary
     * subspaces, IJCAI 2023.
     */
    PED_ANOVA
}
