package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How long a trial may be worse than it was.
 *
 * @param patience a trial ends if none of its last results, one more than this, comes up to the best one before them; at least 0
 * @param minDelta by how much they may fall short of it; at least 0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PatienceSettings(int patience, double minDelta) {

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-482", "patience", problems);
        wrong.unless(patience >= 0, "patience must be at least 0, was " + patience);
        wrong.unless(
                minDelta >= 0 && Double.isFinite(minDelta),
                "minDelta must be a finite number of at least 0, was " + minDelta);
        return problems;
    }
}
