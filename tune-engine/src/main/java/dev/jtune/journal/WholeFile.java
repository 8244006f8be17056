package dev.jtune.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apiguardian.api.API;

/** Writes a small file as a whole, so that a reader never sees half of it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WholeFile {
    private WholeFile() {}

    /** Write a file beside its place and move it there; its directory must exist. */
    public static void write(Path file, String content) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.writeString(beside, content);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
