package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * When a study counts as standing still; those of {@link #DEFAULT} are Ray Tune's.
 *
 * @param std the study ends if the best values of its metric spread by at most this standard deviation; at least 0
 * @param top how many of the best reported values are looked at; at least 2
 * @param patience for how many results in a row that must hold; at least 0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StudyPlateauSettings(double std, int top, int patience) {

    /** A standard deviation of 0.001 over the 10 best values, without patience. */
    public static final StudyPlateauSettings DEFAULT = new StudyPlateauSettings(0.001, 10, 0);

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        String place = "study plateau";
        if (!(std >= 0) || Double.isInfinite(std)) {
            problems.add(Problem.of("TUNE-448", place, "std must be a finite number of at least 0, was " + std));
        }
        if (top < 2) {
            problems.add(Problem.of("TUNE-448", place, "top must be at least 2, was " + top));
        }
        if (patience < 0) {
            problems.add(Problem.of("TUNE-448", place, "patience must be at least 0, was " + patience));
        }
        return problems;
    }
}
