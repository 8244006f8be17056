package dev.jtune.search.cma;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The settings of CMA-ES.
 *
 * @param populationSize trials in a generation, at least 4; 0 for 6 with few parameters, {@code 4 + ln(d)} with many
 * @param sigma standard deviation of the first generation, as a share of each parameter's range; more than 0 and at most 1
 * @param shape which covariances are learned
 * @param restarts what follows when a run has converged
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CmaSettings(int populationSize, double sigma, Shape shape, Restarts restarts) {
    /** The standard deviation that is used where none is given. */
    public static final double SIGMA = 1 / 6.0;

    /** With fewer in a generation there is no better half to learn from. */
    private static final int SMALLEST_POPULATION = 4;

    /** Which covariances are learned. */
    public enum Shape {
        /** Variances first; all from 40 trials for each numeric parameter on, where there are up to 40 of these. */
        AUTO,
        /** All: follows valleys that lie across the parameters. */
        FULL,
        /** Variances only: these are learned in fewer trials, and a suggestion takes time in proportion to the parameters. */
        SEPARABLE
    }

    /** What follows when a run has converged. */
    public enum Restarts {
        /** More of the same. */
        NONE,
        /** A run from a random place, with twice as many trials in a generation (Auger and Hansen, 2005). */
        IPOP,
        /** Such runs, in turn with short ones of small generations, to which as many trials go (Hansen, 2009). */
        BIPOP
    }

    /**
     * Check the settings.
     *
     * @throws InvalidDeclarationException (TUNE-437) if one is out of its bounds
     */
    public CmaSettings {
        List<Problem> problems = new ArrayList<>();
        if (populationSize != 0 && populationSize < SMALLEST_POPULATION) {
            problems.add(problem("populationSize is " + populationSize, "at least 4, or 0 for the default"));
        }
        if (!(sigma > 0 && sigma <= 1)) {
            problems.add(problem("sigma is " + sigma, "more than 0 and at most 1: it is a share of the range"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
    }

    private static Problem problem(String reason, String fix) {
        return new Problem("TUNE-437", "CMA-ES", reason, fix);
    }

    /** Return the defaults: generations by the number of parameters, a sixth of the range, and restarts with larger generations. */
    public static CmaSettings defaults() {
        return new CmaSettings(0, SIGMA, Shape.AUTO, Restarts.IPOP);
    }
}
