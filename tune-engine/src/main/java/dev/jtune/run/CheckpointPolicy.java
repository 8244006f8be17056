package dev.jtune.run;

import dev.jtune.Mode;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When checkpoints are made and which are kept.
 *
 * @param frequency results between two checkpoints of a class trainable; 0 for none
 * @param atEnd whether a class trainable is saved with its last result
 * @param numToKeep how many are kept besides the newest, which is never deleted; 0 for all
 * @param scoreAttribute the metric that ranks checkpoints, nested names joined by {@code /}; {@code null} ranks by age
 * @param scoreOrder the better direction of that metric
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CheckpointPolicy(
        int frequency,
        boolean atEnd,
        int numToKeep,
        @Nullable String scoreAttribute,
        Mode scoreOrder) {
    /** No checkpoints but those that a trial makes itself, all kept. */
    public static final CheckpointPolicy NONE = new CheckpointPolicy(0, false, 0, null, Mode.MAX);
}
