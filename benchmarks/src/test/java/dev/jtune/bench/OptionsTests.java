package dev.jtune.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTests {
    @Test
    void should_read_flags_and_values() {
        Options options = parse("--quick", "--seeds", "3", "--out", "rows.csv");

        assertThat(options.has("--quick")).isTrue();
        assertThat(options.has("--check")).isFalse();
        assertThat(options.value("--seeds")).contains("3");
        assertThat(options.path("--out")).contains(Path.of("rows.csv"));
    }

    @Test
    void should_refuse_what_it_does_not_know() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--fast"))
                .withMessageStartingWith("there is no option --fast (there are: ");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--seeds")).withMessage("--seeds needs a value");
    }

    private static Options parse(String... arguments) {
        return Options.parse(Set.of("--quick", "--check"), Set.of("--seeds", "--out"), arguments);
    }
}
