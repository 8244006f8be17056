package dev.jtune;

import java.lang.reflect.Type;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Writes checkpoint values of some kind into a directory and reads them back; found by {@link java.util.ServiceLoader}.
 *
 * <p>Maps, records and whatever is {@link java.io.Serializable} need none. A codec for a library's models is asked before these.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CheckpointCodec {

    /** Tell whether this codec handles values of a type. */
    boolean handles(Class<?> type);

    /** Write a value into an empty directory. */
    void write(Object value, Path directory) throws Exception;

    /** Read what {@link #write} wrote, as {@code type}. */
    Object read(Path directory, Type type) throws Exception;
}
