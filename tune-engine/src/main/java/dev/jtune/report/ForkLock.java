package dev.jtune.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/** Lets one after the other write what is made of all studies: forks of a build end at the same time, and each has the studies of all. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForkLock {
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int MOST_ASKED = 15_000; // half a minute

    private ForkLock() {}

    /** What is done by one at a time. */
    @FunctionalInterface
    public interface Action {
        /** Do it. */
        void run() throws IOException;
    }

    /**
     * Do something while no other thread and no other process that names this file does; the file is made where there is none.
     *
     * @throws IOException if the action throws it, or the file cannot be locked
     */
    public static synchronized void holding(Path file, Action action) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            assert lock.isValid();
            action.run();
        }
    }

    /** A process has a file locked once, whoever in it: another copy of this class, in another class loader, is waited for by asking. */
    private static FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < MOST_ASKED; i++) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new IOException("somebody else in this process holds the lock");
    }
}
