package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells a run that its code or its space is another. */
class CodeDigestTests {
    @TempDir
    private Path directory;

    private void write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void should_be_the_hash_of_names_and_contents() throws IOException {
        // the example of FIPS 180-2, appendix B.1: SHA-256 of abc
        write("a", "bc");
        assertThat(CodeDigest.of(directory))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void should_change_with_each_file_wherever_it_is() throws IOException {
        write("com/acme/A.class", "one");
        write("com/acme/B.class", "two");
        String before = CodeDigest.of(directory);
        assertThat(CodeDigest.of(directory)).isEqualTo(before);
        write("com/acme/B.class", "three");
        String changed = CodeDigest.of(directory);
        Files.move(directory.resolve("com/acme/B.class"), directory.resolve("com/acme/C.class"));
        String renamed = CodeDigest.of(directory);
        Files.delete(directory.resolve("com/acme/C.class"));
        String deleted = CodeDigest.of(directory);
        assertThat(List.of(before, changed, renamed, deleted)).doesNotHaveDuplicates();
        write("com/acme/B.class", "two");
        assertThat(CodeDigest.of(directory)).as("as it was").isEqualTo(before);
    }

    @Test
    void should_be_unknown_where_nothing_can_be_read() {
        assertThat(CodeDigest.of(directory.resolve("gone"))).isEqualTo("unknown");
    }

    @Test
    void should_be_that_of_all_classes_beside_the_trainables_own() throws Exception {
        Path classes = Path.of(CodeDigestTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(CodeDigest.of(SimulatedTrainable.of("study", config -> Collections.emptyIterator())))
                .isEqualTo(CodeDigest.of(classes))
                .hasSize(64);
    }

    @Test
    void should_be_unknown_for_code_that_came_from_nowhere() {
        assertThat(CodeDigest.of(new StubFunction(String.class))).isEqualTo("unknown");
    }

    @Test
    void should_tell_spaces_apart() {
        String narrow = CodeDigest.of(ParamSpace.parse("x = uniform(0, 1)"));
        assertThat(narrow)
                .hasSize(64)
                .isEqualTo(CodeDigest.of(ParamSpace.parse("x = uniform(0, 1)")))
                .isNotEqualTo(CodeDigest.of(ParamSpace.parse("x = uniform(0, 2)")));
    }
}
