package dev.jtune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory that is deleted in the end.
 *
 * @param path the directory
 */
public record ScratchDirectory(Path path) implements AutoCloseable {

    public static ScratchDirectory create() throws IOException {
        return new ScratchDirectory(Files.createTempDirectory("bench"));
    }

    @Override
    public void close() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
