package dev.jtune;

import dev.jtune.json.Json;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The state from which a trial can go on: a directory, or a value.
 *
 * <p>A trial makes one from what writes a directory or from a value, and reports it; the run stores it, and gives it back as a
 * directory. Nothing in a checkpoint may depend on an absolute path, because checkpoints are moved.
 *
 * <pre>{@code
 * trial.report(Map.of("loss", loss), Checkpoint.of(net::save));          // void save(Path dir)
 * trial.report(Map.of("loss", loss), Checkpoint.of(new State(epoch)));   // a record, a map, something Serializable
 *
 * State state = trial.checkpoint().map(c -> c.as(State.class)).orElse(State.START);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Checkpoint {

    /** Writes a checkpoint into a directory. */
    @FunctionalInterface
    interface Saver {
        /** Write into an empty directory. */
        void save(Path directory) throws Exception;
    }

    /** Reads a checkpoint from a directory. */
    @FunctionalInterface
    interface Loader<T> {
        /** Read from a directory that a {@link Saver} wrote. */
        T load(Path directory) throws Exception;
    }

    /** Create a checkpoint that is written by {@code saver} when it is reported. */
    static Checkpoint of(Saver saver) {
        return new Written(saver);
    }

    /**
     * Create a checkpoint of a map, a record, or something {@link Serializable}.
     *
     * <p>Maps and records are stored as JSON: numbers, strings, booleans, enum constants, nested records, maps, lists and arrays.
     * Read as a map, NaN and the infinities come back as strings, which read as numbers where a record asks for them.
     *
     * @throws IllegalArgumentException if the value is none of these and no {@link CheckpointCodec} handles it
     */
    static Checkpoint of(Object value) {
        if (value instanceof Checkpoint checkpoint) {
            return checkpoint;
        }
        if (value instanceof Saver saver) {
            return new Written(saver);
        }
        ValueFile.requireHandled(value.getClass());
        return new Written(directory -> ValueFile.write(value, directory));
    }

    /** Return the checkpoint that lies in {@code directory}. */
    static Checkpoint fromDirectory(Path directory) {
        return new Stored(directory);
    }

    /**
     * Write the checkpoint into a directory, which is made if it does not exist.
     *
     * @throws CheckpointException if that fails
     */
    void writeTo(Path directory);

    /**
     * Return the directory.
     *
     * @throws IllegalStateException if the checkpoint was not stored yet
     */
    Path path();

    /**
     * Read the directory.
     *
     * @throws CheckpointException if the loader throws, naming the directory
     */
    default <T> T load(Loader<? extends T> loader) {
        try {
            return loader.load(path());
        } catch (Exception e) {
            throw new CheckpointException("cannot load the checkpoint " + path() + ": " + e, e);
        }
    }

    /**
     * Read the value as a record, a map, or the class that was stored.
     *
     * @throws CheckpointException if there is no value, or not one of this type
     */
    default <T> T as(Class<T> type) {
        return type.cast(ValueFile.read(path(), type));
    }

    /** Read the value as a map; see {@link #as}. */
    @SuppressWarnings("unchecked")
    default Map<String, Object> toMap() {
        return as(Map.class);
    }

    /** A checkpoint that exists when somebody gives it a directory. */
    record Written(Saver saver) implements Checkpoint {
        @Override
        public void writeTo(Path directory) {
            try {
                saver.save(Files.createDirectories(directory));
            } catch (Exception e) {
                throw new CheckpointException("cannot save a checkpoint: " + e, e);
            }
        }

        @Override
        public Path path() {
            throw new IllegalStateException("the checkpoint has no directory before it is reported");
        }
    }

    /** A checkpoint in a directory. */
    record Stored(Path path) implements Checkpoint {
        @Override
        public void writeTo(Path directory) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = directory.resolve(path.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            } catch (IOException e) {
                throw new CheckpointException("cannot copy the checkpoint " + path + ": " + e, e);
            }
        }
    }

    /** The file in a checkpoint's directory that holds a value. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    final class ValueFile {
        private static final String JSON = "value.json";
        private static final String SERIALIZED = "value.ser";

        private ValueFile() {}

        static void requireHandled(Class<?> type) {
            if (codec(type) == null && !isJson(type) && !Serializable.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "a " + type.getName()
                                + " is no checkpoint value: give a map, a record, something Serializable, or what writes a directory");
            }
        }

        private static boolean isJson(Class<?> type) {
            return type.isRecord() || Map.class.isAssignableFrom(type) || type == Config.class;
        }

        private static @Nullable CheckpointCodec codec(Class<?> type) {
            for (CheckpointCodec codec : Codecs.ALL) {
                if (codec.handles(type)) {
                    return codec;
                }
            }
            return null;
        }

        /** Write a value into a directory; its codec is chosen by its class. */
        public static void write(Object value, Path directory) throws Exception {
            CheckpointCodec codec = codec(value.getClass());
            if (codec != null) {
                codec.write(value, directory);
            } else if (isJson(value.getClass())) {
                Files.writeString(directory.resolve(JSON), Json.write(Values.toJson(value)));
            } else {
                requireHandled(value.getClass());
                try (ObjectOutputStream out =
                        new ObjectOutputStream(Files.newOutputStream(directory.resolve(SERIALIZED)))) {
                    out.writeObject(value);
                }
            }
        }

        /**
         * Read the value in a directory.
         *
         * @throws CheckpointException if there is none, or it is not of this type
         */
        public static Object read(Path directory, Type type) {
            try {
                Class<?> raw =
                        type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
                CheckpointCodec codec = codec(raw);
                if (codec != null) {
                    return codec.read(directory, type);
                }
                if (Files.exists(directory.resolve(JSON))) {
                    Object value = Values.fromJson(Json.parse(Files.readString(directory.resolve(JSON))), type);
                    if (value != null) {
                        return value;
                    }
                }
                if (Files.exists(directory.resolve(SERIALIZED))) {
                    try (ObjectInputStream in =
                            new ObjectInputStream(Files.newInputStream(directory.resolve(SERIALIZED)))) {
                        return raw.cast(in.readObject());
                    }
                }
                throw new CheckpointException(
                        "the checkpoint " + directory
                                + " holds a directory, not a value: read it by path() or load(...)",
                        null);
            } catch (CheckpointException e) {
                throw e;
            } catch (Exception e) {
                throw new CheckpointException(
                        "cannot read the checkpoint " + directory + " as " + type.getTypeName() + ": " + e, e);
            }
        }

        /** Loaded once: a codec is code of a library, not of a trial. */
        private static final class Codecs {
            static final List<CheckpointCodec> ALL = ServiceLoader.load(CheckpointCodec.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        }
    }
}
