package dev.jtune.run;

import java.nio.file.Path;
import java.util.UUID;

/** Where trials keep their files when nobody said where. */
final class Scratch {
    private Scratch() {}

    /** Name a directory that does not exist: it is created with the first file. */
    static Path directory(String what) {
        return Path.of(System.getProperty("java.io.tmpdir"), "tune-" + what + "-" + UUID.randomUUID());
    }
}
