package dev.jtune.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The temporary directory of a check, deleted at its end. */
final class Workspace implements AutoCloseable {
    private final Path root;
    private int count;

    Workspace() throws IOException {
        root = Files.createTempDirectory("tune-verify-").toRealPath();
    }

    /** Create an empty directory. */
    Path newDirectory(String name) throws IOException {
        return Files.createDirectory(root.resolve(name + "-" + ++count));
    }

    /** Move a directory to where its old absolute path leads nowhere. */
    Path move(Path directory) throws IOException {
        return Files.move(directory, newDirectory("elsewhere").resolve(directory.getFileName() + "-moved"));
    }

    /** Read all files of a directory into memory and delete it. */
    static Map<String, byte[]> takeIntoMemory(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : files(directory)) {
            files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
        }
        delete(directory);
        return files;
    }

    /** Write files from memory into a new directory. */
    Path write(Map<String, byte[]> files) throws IOException {
        Path directory = newDirectory("from-memory");
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = directory.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return directory;
    }

    /**
     * Find a file that holds an absolute path below this workspace or the working directory.
     *
     * @return the sentence that says so
     */
    Optional<String> absolutePath(Path directory) throws IOException {
        Path working = Path.of("").toAbsolutePath();
        for (Path file : files(directory)) {
            byte[] bytes = Files.readAllBytes(file);
            for (Path start : List.of(root, working)) {
                if (start.getNameCount() > 0 && contains(bytes, start)) {
                    return Optional.of("the file " + directory.relativize(file) + " holds the absolute path of "
                            + (start == working ? "the working directory" : "the checkpoint"));
                }
            }
        }
        return Optional.empty();
    }

    /** A serialized or JSON string has the path as it is, but for the separators, which JSON escapes on Windows. */
    private static boolean contains(byte[] bytes, Path start) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\\\\", "\\");
        String path = new String(start.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return text.contains(path + start.getFileSystem().getSeparator());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        Path[] inside;
        try (Stream<Path> all = Files.walk(directory)) {
            inside = all.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
        }
        for (Path path : Arrays.asList(inside)) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        try {
            delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
