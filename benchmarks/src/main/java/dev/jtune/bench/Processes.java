package dev.jtune.bench;

/** Processes that a benchmark starts. */
final class Processes {
    private Processes() {}

    /** Wait for a process; it ends with this one's interruption. */
    static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }
}
