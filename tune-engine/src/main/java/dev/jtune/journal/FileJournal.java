package dev.jtune.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private final FileChannel channel;
    private final EventWriter writer = new EventWriter();
    private ByteBuffer direct = ByteBuffer.allocateDirect(1 << 13);

    private FileJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Begin a journal, or append to an intact one.
     *
     * @throws JournalException if another run writes it, or the file cannot be written
     */
    public static FileJournal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            if (lock(channel) == null) {
                channel.close();
                throw new JournalException(
                        "TUNE-401 " + file + ": another run of this study is writing it; wait for it to end, or give"
                                + " tune.dir another directory",
                        null);
            }
            return new FileJournal(file, channel);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

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
        ByteBuffer line = writer.encode(event);
        if (direct.capacity() < line.remaining()) {
            direct = ByteBuffer.allocateDirect(Integer.highestOneBit(line.remaining()) * 2);
        }
        direct.clear();
        direct.put(line);
        direct.flip();
        try {
            while (direct.hasRemaining()) {
                channel.write(direct);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public synchronized void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
                channel.close();
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static JournalException unwritable(Path file, IOException e) {
        return new JournalException(
                "TUNE-402 " + file + ": the journal cannot be written (" + e
                        + "); free the disk, or give tune.dir another" + " directory",
                e);
    }
}
