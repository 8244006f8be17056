package dev.jtune.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a journal for one process, and says in a file beside it which one that is.
 *
 * <p>The lock is the operating system's, which ends with its process however that ends. Where the storage has no locks, the file is the
 * lock: its writer renews it, and it counts for nothing once the writer is known to be dead, or has not renewed it for a minute.
 */
final class JournalLock implements AutoCloseable {
    private static final long RENEW_SECONDS = 10;
    private static final long STALE_MILLIS = 60_000;

    private final Path file;
    private @Nullable ScheduledExecutorService renewal;

    /** Who holds a lock, and when that was last said. */
    private record Holder(long pid, String host, long millis) {
        static Holder me() {
            return new Holder(ProcessHandle.current().pid(), Names.HOST, System.currentTimeMillis());
        }

        static @Nullable Holder read(Path file) {
            try {
                String[] words = Files.readString(file).strip().split(" ");
                return new Holder(Long.parseLong(words[0]), words[1], Long.parseLong(words[2]));
            } catch (IOException | RuntimeException e) {
                return null; // nobody, or somebody who is just writing it
            }
        }

        boolean isGone() {
            boolean here = host.equals(Names.HOST);
            boolean dead = here && ProcessHandle.of(pid).isEmpty();
            return dead || System.currentTimeMillis() - millis > STALE_MILLIS;
        }

        String text() {
            return pid + " " + host + " " + millis + "\n";
        }
    }

    /** This machine's name; looked up once, because a name service may be slow. */
    private static final class Names {
        static final String HOST;

        static {
            String host = "localhost";
            try {
                host = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                // a machine without a name
            }
            HOST = host;
        }
    }

    private JournalLock(Path file) {
        this.file = file;
    }

    /** Return the file that says who writes a journal: {@code trials.lock} beside {@code trials.jsonl}. */
    static Path beside(Path journal) {
        String name = String.valueOf(journal.getFileName());
        int dot = name.lastIndexOf('.');
        return journal.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".lock");
    }

    /**
     * Take the lock of a journal.
     *
     * @param channel the journal's, {@code null} where the storage has none
     * @throws JournalException TUNE-401, if somebody else holds it
     */
    static JournalLock take(Path journal, @Nullable FileChannel channel) throws IOException {
        JournalLock lock = new JournalLock(beside(journal));
        Boolean locked = channel == null ? null : tryLock(channel);
        if (Boolean.FALSE.equals(locked)) {
            throw refused(journal, Holder.read(lock.file));
        }
        if (locked == null) {
            lock.takeFile(journal);
        } else {
            Files.writeString(lock.file, Holder.me().text());
        }
        return lock;
    }

    /** Tell whether the channel is locked now; {@code null} where the storage has no locks. */
    private static @Nullable Boolean tryLock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private void takeFile(Path journal) throws IOException {
        Holder holder = Holder.read(file);
        if (holder != null && holder.isGone()) {
            Files.deleteIfExists(file);
        }
        try {
            Files.writeString(file, Holder.me().text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw refused(journal, holder);
        }
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tune-lock");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = timer.scheduleWithFixedDelay(this::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
        renewal = timer;
    }

    private void renew() {
        try {
            Files.writeString(file, Holder.me().text());
        } catch (IOException e) {
            // it is tried again, and the lock holds a minute
        }
    }

    private static JournalException refused(Path journal, @Nullable Holder holder) {
        return new JournalException(
                "TUNE-401 " + journal + ": another run of this study"
                        + (holder == null ? "" : " (process " + holder.pid() + " on " + holder.host() + ")")
                        + " is writing it; wait for it to end, or give tune.dir another directory",
                null);
    }

    @Override
    public void close() throws IOException {
        if (renewal != null) {
            renewal.shutdownNow();
        }
        Files.deleteIfExists(file);
    }
}
