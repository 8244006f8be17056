package dev.jtune.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that a journal appends to, whatever stores it. */
abstract class JournalFile implements Closeable {

    /** Open a file, and create it where there is none. */
    static JournalFile open(Path file) throws IOException {
        return file.getFileSystem() == FileSystems.getDefault() ? new Local(file) : new Elsewhere(file);
    }

    abstract long length() throws IOException;

    abstract byte[] read(long from, int length) throws IOException;

    abstract void truncate(long length) throws IOException;

    /** Append bytes in one call. */
    abstract void append(byte[] bytes, int length) throws IOException;

    /** Bring everything to the disk, where there is one. */
    abstract void force() throws IOException;

    /** Return what can be locked, {@code null} where nothing can. */
    abstract @Nullable FileChannel lockable();

    /** Written without a channel: an interrupt, which is a trial's own business, would close it under everybody's feet. */
    private static final class Local extends JournalFile {
        private final RandomAccessFile file;

        Local(Path path) throws IOException {
            file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
        }

        @Override
        long length() throws IOException {
            return file.length();
        }

        @Override
        byte[] read(long from, int length) throws IOException {
            byte[] bytes = new byte[length];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        }

        @Override
        void truncate(long length) throws IOException {
            file.setLength(length);
            file.seek(length);
        }

        @Override
        void append(byte[] bytes, int length) throws IOException {
            file.write(bytes, 0, length);
        }

        @Override
        void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        FileChannel lockable() {
            return file.getChannel();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Written through a channel of its provider, which is opened again if an interrupt closes it. */
    private static final class Elsewhere extends JournalFile {
        private final Path path;
        private SeekableByteChannel channel;

        Elsewhere(Path path) throws IOException {
            this.path = path;
            this.channel = newChannel(path);
        }

        private static SeekableByteChannel newChannel(Path path) throws IOException {
            return Files.newByteChannel(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        @Override
        long length() throws IOException {
            return channel.size();
        }

        @Override
        byte[] read(long from, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // it may come in pieces
            }
            return bytes.array();
        }

        @Override
        void truncate(long length) throws IOException {
            channel.truncate(length);
            channel.position(length);
        }

        @Override
        void append(byte[] bytes, int length) throws IOException {
            boolean interrupted = Thread.interrupted();
            long before = channel.size();
            try {
                write(bytes, length);
            } catch (ClosedByInterruptException e) {
                interrupted |= Thread.interrupted();
                channel = newChannel(path);
                truncate(before);
                write(bytes, length);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void write(byte[] bytes, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            channel.position(channel.size());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        void force() {
            // a provider brings what is written where it belongs
        }

        @Override
        @Nullable
        FileChannel lockable() {
            return null;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
