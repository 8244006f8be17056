package dev.jtune.bench.crash;

import java.nio.file.Path;

/**
 * The files by which a run is judged; none of them is its own.
 *
 * @param acknowledged what the run said that it had taken
 * @param table the trials, at the end
 * @param log what the processes printed
 */
record Traces(Path acknowledged, Path table, Path log) {
    static Traces in(Path directory) {
        return new Traces(
                directory.resolve("acknowledged.txt"), directory.resolve("table.txt"), directory.resolve("log.txt"));
    }
}
