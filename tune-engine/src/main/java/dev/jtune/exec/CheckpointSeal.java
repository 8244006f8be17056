package dev.jtune.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Says of a checkpoint's files what they were when it was written.
 *
 * <p>A rename may reach the disk before the contents of what is renamed: after a loss of power a checkpoint may have its name, and
 * files that are short, empty, or zeros.
 */
final class CheckpointSeal {
    private static final String BYTES = "bytes";
    private static final String CRC = "crc32c";
    private static final int BUFFER = 1 << 16;

    private CheckpointSeal() {}

    /** Return size and checksum of each file in a directory and below, by its path in it with {@code /}. */
    static Map<String, Object> of(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        Map<String, Object> seal = new TreeMap<>();
        for (Path file : files) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            seal.put(name, Map.of(BYTES, Files.size(file), CRC, checksum(file)));
        }
        return seal;
    }

    /** Return what is wrong with the first file that is not what it was, {@code null} if all are; files that were added do not count. */
    static @Nullable String damage(Path directory, Map<?, ?> seal) throws IOException {
        for (Map.Entry<?, ?> entry : seal.entrySet()) {
            Path file = directory.resolve(String.valueOf(entry.getKey()));
            if (!(entry.getValue() instanceof Map<?, ?> then
                    && then.get(BYTES) instanceof Number bytes
                    && then.get(CRC) instanceof Number crc)) {
                return entry.getKey() + " has no size and checksum";
            }
            if (Files.notExists(file)) {
                return entry.getKey() + " is gone";
            }
            if (Files.size(file) != bytes.longValue()) {
                return entry.getKey() + " has " + Files.size(file) + " bytes and was written with " + bytes;
            }
            if (checksum(file) != crc.longValue()) {
                return entry.getKey() + " has other contents than were written";
            }
        }
        return null;
    }

    private static long checksum(Path file) throws IOException {
        boolean interrupted = Thread.interrupted(); // which would close the channel
        try (InputStream stream = Files.newInputStream(file)) {
            CRC32C crc = new CRC32C();
            byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, Files.size(file)))];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                crc.update(buffer, 0, read);
            }
            return crc.getValue();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
