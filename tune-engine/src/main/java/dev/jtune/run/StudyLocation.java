package dev.jtune.run;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Finds the directories of studies, on the disk or in the storage of any provider on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyLocation {
    /** One letter before the colon is a drive. */
    private static final Pattern URI_TEXT = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private StudyLocation() {}

    /**
     * Return the directory that a path or a URI names.
     *
     * @param place what says so, for a complaint
     * @throws InvalidDeclarationException TUNE-415, if nothing provides such a file system
     */
    public static Path of(String place, String text) {
        try {
            return URI_TEXT.matcher(text).matches() ? Path.of(URI.create(text)) : Path.of(text);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new InvalidDeclarationException(unknown(place, text, e));
        }
    }

    /** Return the complaint about a URI that names no directory. */
    public static Problem unknown(String place, String text, RuntimeException cause) {
        return new Problem(
                "TUNE-415",
                place,
                "\"" + text + "\" names no directory: " + cause.getMessage(),
                "give a path, or the URI of a file system that exists and whose provider is on the class path");
    }
}
