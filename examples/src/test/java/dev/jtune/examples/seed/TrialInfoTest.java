package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import java.io.IOException;
import java.nio.file.Files;

/** What a function may ask about its trial. */
class TrialInfoTest {

    @Tune(mode = MAX, numSamples = 1, paramSpace = "a = 2")
    @Gate(threshold = 1)
    double info(double a, Trial trial) throws IOException {
        assertThat(trial.name()).endsWith("info trial 001");
        assertThat(trial.id()).startsWith("1-");
        assertThat(trial.resources()).isEqualTo(ResourceRequest.ONE_CPU);
        assertThat(trial.checkpoint()).isEmpty();
        Files.writeString(trial.directory().resolve("notes.txt"), "a = " + a);
        trial.log().println("goes to the trial's own log");
        return 1;
    }

    @AfterTune
    void filesStay(ResultGrid results) {
        TrialResult trial = results.best();

        assertThat(trial.directory()).hasFileName("trial-00001");
        assertThat(trial.directory().resolve("notes.txt")).hasContent("a = 2.0");
        assertThat(trial.directory().resolve("log")).content().contains("goes to the trial's own log");
    }
}
