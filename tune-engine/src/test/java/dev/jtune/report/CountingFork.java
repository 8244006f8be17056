package dev.jtune.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that counts up a number in a file, again and again, while nobody else does. */
final class CountingFork {
    static final int TIMES = 100;
    private static final int LIMIT_SECONDS = 50;

    private CountingFork() {}

    /** Start it, to be ended if it hangs; it prints a line once it is ready, and counts when it reads one. */
    static Process start(Path directory) throws IOException {
        Process fork = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingFork.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        fork.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(late -> fork.destroyForcibly());
        return fork;
    }

    static void count(Path directory) throws IOException {
        Path counter = directory.resolve("counter");
        int before = Files.exists(counter) ? Integer.parseInt(Files.readString(counter)) : 0;
        Files.writeString(counter, Integer.toString(before + 1));
    }

    /** Count. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        System.out.println("ready");
        if (System.in.read() >= 0) {
            for (int i = 0; i < TIMES; i++) {
                ForkLock.holding(directory.resolve("lock"), () -> count(directory));
            }
        }
    }
}
