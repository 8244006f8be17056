package dev.jtune.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file, one line an event.
 *
 * <p>Each event is handed to the operating system before {@link #append} returns, so that the end of the process loses nothing.
 * One process writes at a time, which a lock on the file holds.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileJournal implements Journal {
    /** The version of the format that this class writes. */
    public static final int VERSION = 2;

    private final Path file;
    private final JournalFile output;
    private final JournalLock lock;
    private final EventWriter writer = new EventWriter();
    private @Nullable IOException failure;
    private boolean brokenOff;
    private boolean closed;

    private FileJournal(Path file, JournalFile output, JournalLock lock) {
        this.file = file;
        this.output = output;
        this.lock = lock;
    }

    /**
     * Begin a journal, or append to one; a last line that was not written to its end is cut off.
     *
     * @throws JournalException if another run writes it, or the file cannot be written
     */
    public static FileJournal open(Path file) {
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JournalFile output = JournalFile.open(file);
            try {
                JournalLock lock = JournalLock.take(file, output.lockable());
                output.truncate(JournalFileReader.intactLength(output));
                return new FileJournal(file, output, lock);
            } catch (Throwable e) {
                output.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Read all events of a file.
     *
     * <p>A last line that was not written to its end, as a killed process leaves it, is left out. Any other damaged line is
     * refused: something else than the end of a process changed the file.
     *
     * @throws JournalException if the file cannot be read, or a line other than the last is damaged, naming it
     */
    public static List<JournalEvent> read(Path file) {
        return JournalFileReader.read(file);
    }

    @Override
    public synchronized void append(JournalEvent event) {
        if (!brokenOff) {
            writer.add(event);
        }
    }

    @Override
    public synchronized void flush() {
        if (brokenOff) {
            return;
        }
        if (failure != null) {
            // a line may be torn, and whatever followed it would be taken for damage
            throw unwritable(file, failure);
        }
        try {
            writer.writeTo(output);
        } catch (IOException e) {
            failure = e;
            throw unwritable(file, e);
        }
    }

    @Override
    public synchronized void force() {
        flush();
        try {
            output.force();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public synchronized void breakOff() {
        try {
            flush();
        } catch (JournalException e) {
            // it may be what broke the run
        }
        brokenOff = true;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (output;
                lock) {
            if (failure == null) {
                force();
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static JournalException unwritable(Path file, IOException e) {
        return new JournalException(
                "TUNE-402 " + file + ": the journal cannot be written (" + e
                        + "); free the disk, or give tune.dir another directory",
                e);
    }
}
