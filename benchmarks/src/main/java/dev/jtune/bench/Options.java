package dev.jtune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What every benchmark is told.
 *
 * @param quick whether minutes are all there is
 * @param results where JSON lines go
 * @param work a directory for scratch files
 */
record Options(boolean quick, Path results, Path work) {

    /** Delete a scratch directory. */
    void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
