package dev.jtune.bench.crash;

import dev.jtune.LoadCheckpoint;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/** What is trained: a chaotic walk, whose values are others as soon as a step is left out, repeated, or taken from another state. */
@Trainable
final class Walk {
    private static final String[] FILES = {"a.bin", "b.bin"};
    private static final int SIZE = 2000;
    private static final long STEP_MILLIS = 4;

    private double x;
    private double at = 0.5;
    private int n;

    @Setup
    void setup(double x) {
        this.x = x;
    }

    @Step
    Map<String, Object> step() throws InterruptedException {
        Thread.sleep(STEP_MILLIS);
        n++;
        at = 1 - (1.5 + x / 2) * at * at;
        return Map.of("score", at + x * n, "n", n);
    }

    /** Two files: that one is there says nothing of the other. */
    @SaveCheckpoint
    void save(Path directory) throws IOException {
        for (String name : FILES) {
            byte[] content = ByteBuffer.allocate(SIZE)
                    .putDouble(at)
                    .putInt(n)
                    .putInt(name.hashCode())
                    .array();
            Arrays.fill(content, 16, SIZE - 4, (byte) n);
            ByteBuffer.wrap(content).putInt(SIZE - 4, checksum(content));
            Files.write(directory.resolve(name), content);
        }
    }

    @LoadCheckpoint
    void load(Path directory) throws IOException {
        double[] positions = new double[FILES.length];
        for (int i = 0; i < FILES.length; i++) {
            Path file = directory.resolve(FILES[i]);
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (content.length != SIZE || ByteBuffer.wrap(content).getInt(SIZE - 4) != checksum(content)) {
                throw torn(file, content);
            }
            positions[i] = ByteBuffer.wrap(content).getDouble();
            n = ByteBuffer.wrap(content).getInt(8);
        }
        if (positions[0] != positions[1]) {
            throw torn(directory, new byte[0]);
        }
        at = positions[0];
        Acknowledged.write("loaded");
    }

    private static IOException torn(Path file, byte[] content) throws IOException {
        Acknowledged.write("torn");
        return new IOException("a torn checkpoint was loaded: " + file + ", " + content.length + " bytes, "
                + HexFormat.of().formatHex(content, 0, Math.min(content.length, 16)));
    }

    private static int checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, SIZE - 4);
        return (int) crc.getValue();
    }
}
