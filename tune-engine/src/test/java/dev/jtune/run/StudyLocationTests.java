package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.InvalidDeclarationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where the text is that names a study's directory. */
class StudyLocationTests {
    @Test
    void should_take_a_path_for_itself() {
        assertThat(StudyLocation.of("directory", "target/tune")).isEqualTo(Path.of("target", "tune"));
    }

    @Test
    void should_take_one_letter_before_a_colon_for_a_drive() {
        assertThat(StudyLocation.of("directory", "C:studies")).isEqualTo(Path.of("C:studies"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void should_take_a_uri_for_what_its_provider_says() {
        assertThat(StudyLocation.of("directory", "file:///studies/a%20b")).isEqualTo(Path.of("/studies/a b"));
    }

    @Test
    void should_refuse_what_no_provider_knows_and_what_is_no_uri() {
        for (String text : new String[] {"nowhere:///studies", "file:a b", "file:relative"}) {
            assertThatExceptionOfType(InvalidDeclarationException.class)
                    .as(text)
                    .isThrownBy(() -> StudyLocation.of("@Tune(directory)", text))
                    .withMessageStartingWith("TUNE-415 @Tune(directory): \"" + text + "\" names no directory: ")
                    .withMessageEndingWith("whose provider is on the class path");
        }
    }
}
