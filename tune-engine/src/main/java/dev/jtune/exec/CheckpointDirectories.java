package dev.jtune.exec;

import dev.jtune.CheckpointException;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoint directories of a trial so that a torn one is never seen: beside first, then renamed.
 *
 * <p>Beside what user code writes, a directory holds the counters with which the trial goes on, and what the files were.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CheckpointDirectories {
    /** The file with the counters. */
    public static final String COUNTERS = ".tune-checkpoint.json";

    private static final String FILES = "files";

    private CheckpointDirectories() {}

    /** Writes the content of a checkpoint. */
    @FunctionalInterface
    public interface Content {
        void write(Path emptyDirectory) throws Throwable;
    }

    /**
     * Write a checkpoint below a trial's directory and return its directory, {@code checkpoint-000006} at iteration 6, or {@code
     * checkpoint-000006.2} where that exists.
     *
     * @throws StorageFullException if there is no room for it
     * @throws Throwable what {@code content} threw
     */
    static Path write(Launch launch, Counters counters, Content content, boolean forced) throws Throwable {
        Path target = freeName(launch.directory(), counters.iteration());
        try {
            Files.createDirectories(launch.directory());
            writeTo(target, counters, content, forced);
        } catch (Throwable e) {
            StorageFullException.throwIfFull(launch.directory(), e);
            throw e;
        }
        return target;
    }

    /**
     * Write a checkpoint to a directory that does not exist yet, or is empty.
     *
     * @param forced whether it is on the disk before it gets its name, so that the loss of power leaves none that is torn
     * @throws Throwable what {@code content} threw
     */
    public static void writeTo(Path target, Counters counters, Content content, boolean forced) throws Throwable {
        try {
            Files.deleteIfExists(target);
        } catch (DirectoryNotEmptyException e) {
            throw new CheckpointException(
                    "TUNE-332 " + target + " is not empty; a checkpoint is written to a directory of its own", e);
        }
        Path beside = target.resolveSibling(".tmp-" + target.getFileName());
        delete(beside);
        Files.createDirectories(beside);
        try {
            content.write(beside);
            Files.deleteIfExists(beside.resolve(COUNTERS)); // content may be a copy of another checkpoint
            Map<String, Object> map = toMap(counters);
            map.put(FILES, CheckpointSeal.of(beside));
            Files.writeString(beside.resolve(COUNTERS), Json.write(map));
            if (forced) {
                ForcedFiles.force(beside);
            }
            move(beside, target);
            if (forced) {
                ForcedFiles.forceEntries(
                        Objects.requireNonNull(target.toAbsolutePath().getParent()));
            }
        } catch (Throwable e) {
            StorageFullException.throwIfFull(beside, e); // what is deleted next is what fills it
            throw e;
        } finally {
            delete(beside);
        }
    }

    private static Path freeName(Path trialDirectory, int iteration) {
        String name = String.format(Locale.ROOT, "checkpoint-%06d", iteration);
        Path target = trialDirectory.resolve(name);
        for (int repetition = 2; Files.exists(target); repetition++) {
            target = trialDirectory.resolve(name + "." + repetition);
        }
        return target;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    /** Delete a directory and what is in it; nothing happens where it does not exist. */
    public static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /** Return what keeps a trial from going on from a checkpoint that a run wrote, {@code null} for nothing. */
    static @Nullable String damage(Path directory) {
        if (Files.isDirectory(directory) && Files.notExists(directory.resolve(COUNTERS))) {
            return "TUNE-334 the checkpoint " + directory + " is damaged: " + COUNTERS + " is gone";
        }
        try {
            read(directory);
            return null;
        } catch (CheckpointException e) {
            return e.getMessage();
        }
    }

    /**
     * Return the counters with which a trial goes on from a checkpoint; the start where the directory has none.
     *
     * @throws CheckpointException TUNE-330 if it does not exist, TUNE-331 if it cannot be read, TUNE-334 if its files are not what was written
     */
    public static Counters read(Path directory) {
        Path file = directory.resolve(COUNTERS);
        if (Files.notExists(file)) {
            if (Files.isDirectory(directory)) {
                return Counters.START;
            }
            throw new CheckpointException("TUNE-330 the checkpoint " + directory + " does not exist (any more)", null);
        }
        try {
            Map<String, @Nullable Object> map = Json.parseObject(Files.readString(file));
            String damage = map.get(FILES) instanceof Map<?, ?> seal ? CheckpointSeal.damage(directory, seal) : null;
            if (damage != null) {
                throw new CheckpointException("TUNE-334 the checkpoint " + directory + " is damaged: " + damage, null);
            }
            return new Counters(
                            (int) number(map, "iteration"),
                            0,
                            0,
                            number(map, "time_total_s"),
                            0,
                            (long) number(map, "timesteps_total"),
                            -1,
                            (long) number(map, "episodes_total"))
                    .restored();
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointException("TUNE-331 the checkpoint " + directory + " cannot be read: " + e, e);
        }
    }

    private static double number(Map<String, @Nullable Object> map, String name) {
        if (map.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(COUNTERS + " has no " + name);
    }

    private static Map<String, Object> toMap(Counters counters) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("iteration", counters.iteration());
        map.put("time_total_s", counters.totalSeconds());
        map.put("timesteps_total", counters.timesteps());
        map.put("episodes_total", counters.episodes());
        return map;
    }
}
