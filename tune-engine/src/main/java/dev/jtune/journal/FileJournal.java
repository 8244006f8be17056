package dev.jtune.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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
    public static final int VERSION = 1;

    private final Path file;
    // Not a channel: an interrupt, which is a trial's own business, would close it under everybody's feet.
    private final RandomAccessFile output;
    private final EventWriter writer = new EventWriter();
    private @Nullable IOException failure;

    private FileJournal(Path file, RandomAccessFile output) {
        this.file = file;
        this.output = output;
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
            RandomAccessFile output = new RandomAccessFile(file.toFile(), "rw");
            try {
                claim(file, output);
            } catch (Throwable e) {
                output.close();
                throw e;
            }
            return new FileJournal(file, output);
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void claim(Path file, RandomAccessFile output) throws IOException {
        if (lock(output.getChannel()) == null) {
            throw new JournalException(
                    "TUNE-401 " + file + ": another run of this study" + JournalFileReader.writer(file)
                            + " is writing it; wait for it to end, or give tune.dir another directory",
                    null);
        }
        long intact = JournalFileReader.intactLength(output);
        output.setLength(intact);
        output.seek(intact);
    }

    /** Return the lock, which lasts until the file is closed; {@code null} if somebody else holds it. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
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
        writer.add(event);
    }

    @Override
    public synchronized void flush() {
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
            output.getFD().sync();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try (output) {
            if (failure == null && output.getFD().valid()) {
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
