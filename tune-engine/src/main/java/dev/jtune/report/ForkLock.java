package dev.jtune.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apiguardian.api.API;

/** Lets one after the other write what is made of all studies: forks of a build end at the same time, and each has the studies of all. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForkLock {
    private ForkLock() {}

    /** What is done by one at a time. */
    @FunctionalInterface
    public interface Action {
        /** Do it. */
        void run() throws IOException;
    }

    /** Do something while no other thread and no other process that names this file does; the file is made where there is none. */
    public static synchronized void holding(Path file, Action action) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            action.run();
        }
    }
}
