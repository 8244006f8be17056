package dev.jtune.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lives of one run: processes that are started one after the other, on the same directory.
 *
 * @param experiment what they run
 * @param study the directory of the study
 * @param traces what they leave beside it
 */
record Lives(Experiment experiment, Path study, Path traces) {
    private static final long LONGEST_LIFE = 400;

    Lives {
        try {
            Files.createDirectories(traces);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Traces files() {
        return Traces.in(traces);
    }

    /** Begin a life. */
    Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Life.class.getName(),
                experiment.name(),
                study.toString(),
                traces.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(files().log().toFile()))
                .start();
    }

    /** Begin a life and wait for its own end; tell whether it came to the end of the run. */
    boolean toTheEnd() throws IOException, InterruptedException {
        return end(start());
    }

    /** Wait until a life says that its trials run, or ends. */
    static void awaitReady(Process life) throws IOException {
        if (life.getInputStream().read() < 0) {
            life.onExit().join();
        }
    }

    /** Wait for the end of a life; tell whether it came to the end of the run. */
    static boolean end(Process life) throws InterruptedException {
        if (!life.waitFor(LONGEST_LIFE, TimeUnit.SECONDS)) {
            life.destroyForcibly().waitFor();
            throw new IllegalStateException("a process stood still for " + LONGEST_LIFE + " s");
        }
        return life.exitValue() == 0;
    }

    /** Kill a life as the operating system does, at once; tell whether it was still there to be killed. */
    static boolean kill(Process life) throws InterruptedException {
        boolean alive = life.isAlive();
        life.destroyForcibly().waitFor();
        return alive && life.exitValue() != 0;
    }
}
