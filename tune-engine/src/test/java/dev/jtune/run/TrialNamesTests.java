package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrialNamesTests {
    @Test
    void should_name_a_trial_after_the_last_part_of_its_study() {
        assertThat(TrialNames.name("com.acme.DigitsTest.network", 7)).isEqualTo("network trial 007");
        assertThat(TrialNames.name("network", 1234)).isEqualTo("network trial 1234");
    }

    @Test
    void should_sort_directories_as_trials() {
        assertThat(TrialNames.directory(Path.of("study"), 7)).isEqualTo(Path.of("study", "trial-00007"));
        assertThat(TrialNames.directory(Path.of("study"), 123_456)).isEqualTo(Path.of("study", "trial-123456"));
    }
}
