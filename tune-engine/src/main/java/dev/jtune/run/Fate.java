package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import java.nio.file.Path;

/** What a trial does as soon as its code obeys. */
sealed interface Fate {
    /** It ends. */
    record End(TrialOutcome outcome) implements Fate {}

    /** It gives its resources back and waits for its scheduler. */
    record Pause(String reason) implements Fate {}

    /**
     * It goes on from a checkpoint of another trial, with another configuration.
     *
     * @param checkpoint the other trial's checkpoint, which is held until this trial has one of its own
     * @param iteration where that checkpoint was made
     */
    record Exploit(int from, Path checkpoint, int iteration, Config config, String reason) implements Fate {}
}
