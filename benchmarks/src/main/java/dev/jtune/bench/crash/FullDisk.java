package dev.jtune.bench.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of a few hundred kilobytes: a file system in memory, which only root may mount.
 *
 * @param path where it is
 */
record FullDisk(Path path) implements AutoCloseable {
    /** Mount one; tell by an exception of this kind if that is not allowed. */
    static FullDisk mount(Path path, int kilobytes) throws IOException {
        Files.createDirectories(path);
        FullDisk disk = new FullDisk(path);
        run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tune", path.toString());
        return disk;
    }

    /** Make room. */
    void resize(int kilobytes) throws IOException {
        run("mount", "-o", "remount,size=" + kilobytes + "k", path.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", path.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
