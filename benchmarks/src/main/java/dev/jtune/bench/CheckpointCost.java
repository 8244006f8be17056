package dev.jtune.bench;

import dev.jtune.exec.CheckpointDirectories;
import dev.jtune.exec.Counters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What it costs that a checkpoint is whole: its seal and its name, that it is forced to the disk, and that it is checked when it is read. */
public final class CheckpointCost {
    private static final int BUFFER = 1 << 16;

    private CheckpointCost() {}

    /** How much a checkpoint holds, in one file, and how often it is written. */
    private enum Size {
        KILOBYTE("1 KB", 1_000, 300, 1000),
        MEGABYTE("1 MB", 1_000_000, 100, 10),
        HUNDRED_MEGABYTES("100 MB", 100_000_000, 15, 3);

        private final String label;
        private final int bytes;
        private final int rounds;
        private final int warmUps;

        Size(String label, int bytes, int rounds, int warmUps) {
            this.label = label;
            this.bytes = bytes;
            this.rounds = rounds;
            this.warmUps = warmUps;
        }
    }

    /** One checkpoint of each kind after the other, in milliseconds. */
    private record Round(double byHand, double sealed, double forced, double readByHand, double checked) {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Set.of(), Set.of("--directory"), CheckpointCost::measure, arguments);
    }

    private static Outcome measure(Options options) throws Exception {
        Path parent = options.path("--directory").orElse(Path.of(System.getProperty("bench.target", "target")));
        Outcome outcome = new Outcome("checkpoint-cost");
        try (ScratchDirectory scratch = new ScratchDirectory(Files.createTempDirectory(parent, "checkpoints"))) {
            System.out.println("Checkpoints on "
                    + Files.getFileStore(scratch.path()).type() + ", read from the cache of the system.\n");
            for (Size size : Size.values()) {
                add(outcome, size, rounds(size, scratch.path(), options.has("--quick")));
            }
        }
        return outcome;
    }

    private static List<Round> rounds(Size size, Path directory, boolean quick) throws Exception {
        byte[] state = new byte[size.bytes];
        new Random(1).nextBytes(state);
        List<Round> rounds = new ArrayList<>();
        for (int i = -size.warmUps; i < (quick ? size.rounds / 3 : size.rounds); i++) {
            Round round = round(directory, state);
            if (i >= 0) {
                rounds.add(round);
            }
        }
        return rounds;
    }

    private static Round round(Path directory, byte[] state) throws Exception {
        Path byHand = directory.resolve("by-hand");
        double written = millis(() -> write(Files.createDirectory(byHand), state));
        double read = millis(() -> read(byHand.resolve("state")));
        CheckpointDirectories.delete(byHand);
        Path checkpoint = directory.resolve("checkpoint");
        double sealed = millis(() -> save(checkpoint, state, false));
        double checked = millis(() -> CheckpointDirectories.read(checkpoint));
        CheckpointDirectories.delete(checkpoint);
        double forced = millis(() -> save(checkpoint, state, true));
        CheckpointDirectories.delete(checkpoint);
        return new Round(written, sealed, forced, read, checked);
    }

    private static void write(Path directory, byte[] state) throws IOException {
        Files.write(directory.resolve("state"), state);
    }

    private static void save(Path checkpoint, byte[] state, boolean forced) throws Exception {
        try {
            CheckpointDirectories.writeTo(checkpoint, Counters.START, empty -> write(empty, state), forced);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Files.newInputStream(file)) {
            while (stream.read(buffer) >= 0) {
                // only read
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void add(Outcome outcome, Size size, List<Round> rounds) {
        String label = size.label + ", ";
        outcome.number(label + "file written by hand", samples(rounds, Round::byHand), "ms")
                .number(label + "checkpoint written, not forced", samples(rounds, Round::sealed), "ms")
                .number(label + "not forced to by hand", samples(rounds, round -> round.sealed / round.byHand), "")
                .number(label + "checkpoint written and forced", samples(rounds, Round::forced), "ms")
                .number(label + "forced to not forced", samples(rounds, round -> round.forced / round.sealed), "")
                .number(label + "file read by hand", samples(rounds, Round::readByHand), "ms")
                .number(label + "checkpoint checked", samples(rounds, Round::checked), "ms")
                .number(
                        label + "checked to read by hand",
                        samples(rounds, round -> round.checked / round.readByHand),
                        "");
    }

    private static Samples samples(List<Round> rounds, ToDoubleFunction<Round> number) {
        return Samples.of(rounds.stream().mapToDouble(number));
    }
}
