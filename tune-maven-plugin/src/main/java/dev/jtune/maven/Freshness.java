package dev.jtune.maven;

import dev.jtune.run.CodeDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether results were made by the classes that are there now.
 *
 * <p>A result knows the digest of the directory or jar that its study's code came from. Of other directories of classes, which that code
 * may use, only the time of the youngest file can tell; nor can anything else where the libraries of the tests are not known.
 */
final class Freshness {
    private static final int SHOWN_DIGITS = 8;

    private final TunedModule module;
    private final Map<Path, String> digests = new HashMap<>();

    Freshness(TunedModule module) {
        this.module = module;
    }

    /**
     * Return what makes a result stale; empty if nothing does.
     *
     * @param code the digest that the result knows
     * @param result the file that holds it
     */
    Optional<String> complaint(String code, Path result) {
        Path origin = null;
        if (!code.equals("unknown")) {
            origin = Stream.concat(directories(), module.libraries().stream().filter(Files::isRegularFile))
                    .filter(root -> digest(root).equals(code))
                    .findFirst()
                    .orElse(null);
            if (origin == null && !module.libraries().isEmpty()) {
                return Optional.of("its result was made from other classes (" + shown(code) + ".. now "
                        + shown(digest(module.testClasses())) + "..)");
            }
        }
        return youngerThan(result, origin).map(file -> "its result is older than " + module.shown(file));
    }

    private Stream<Path> directories() {
        return Stream.concat(Stream.of(module.testClasses(), module.classes()), module.libraries().stream())
                .filter(Files::isDirectory);
    }

    private String digest(Path root) {
        return digests.computeIfAbsent(root, CodeDigest::of);
    }

    private static String shown(String digest) {
        return digest.substring(0, Math.min(SHOWN_DIGITS, digest.length()));
    }

    /** Return the youngest class that is younger than a result, {@code unless} it lies where the digest has vouched for it. */
    private Optional<Path> youngerThan(Path result, @Nullable Path unless) {
        return directories()
                .filter(root -> !root.equals(unless))
                .flatMap(root -> classes(root).stream())
                .filter(file -> isYounger(file, result))
                .max(Comparator.comparing(Freshness::time));
    }

    private static List<Path> classes(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tell whether a file is younger than another; one that is not there is not. */
    static boolean isYounger(Path file, Path than) {
        return Files.exists(file) && time(file).compareTo(time(than)) > 0;
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
