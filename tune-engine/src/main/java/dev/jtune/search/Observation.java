package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import org.apiguardian.api.API;

/**
 * What a searcher learns of a trial that ended.
 *
 * @param number the trial's number
 * @param config its configuration
 * @param outcome how it ended; one that was stopped early still has the score it had reached
 * @param scores its score by each objective of the study, {@code NaN} where it has none
 * @param iterations how many results it reported
 * @param violation by how much it breaks the constraints on results, in all; 0 where it keeps them, or ended before anybody knew
 * @param seconds how long it ran; {@code NaN} where nobody measured it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
// Made for one call and never compared, so that boxing every score would buy nothing.
@SuppressWarnings("ArrayRecordComponent")
public record Observation(
        int number,
        Config config,
        TrialOutcome outcome,
        double[] scores,
        int iterations,
        double violation,
        double seconds) {
    /** Observe a trial without constraints and time. */
    public Observation(int number, Config config, TrialOutcome outcome, double[] scores, int iterations) {
        this(number, config, outcome, scores, iterations, 0, Double.NaN);
    }
}
