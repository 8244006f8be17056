package dev.jtune.exec;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Brings files to the disk, where the storage knows such a thing. */
final class ForcedFiles {
    private ForcedFiles() {}

    /** Force a directory with everything in it. */
    static void force(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                forceEntries(path);
            } else {
                force(path, StandardOpenOption.WRITE);
            }
        }
    }

    /** Force the names of the files in a directory; Windows has no such call, and needs none. */
    static void forceEntries(Path directory) {
        try {
            force(directory, StandardOpenOption.READ);
        } catch (IOException | UnsupportedOperationException e) {
            // a directory cannot be opened there
        }
    }

    private static void force(Path file, OpenOption option) throws IOException {
        boolean interrupted = Thread.interrupted(); // which would close the channel
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
