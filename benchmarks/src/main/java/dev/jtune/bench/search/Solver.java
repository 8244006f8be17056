package dev.jtune.bench.search;

import dev.jtune.Config;
import java.util.Optional;
import java.util.OptionalInt;

/** One run of a method: asked for a configuration, then told its loss. */
interface Solver extends AutoCloseable {
    /** Return the configuration of trial {@code number}, counted from 1; nothing where there is none left. */
    Optional<Config> ask(int number);

    /** Tell what became of the trial that was asked for, one loss for each objective; one that is not finite is a failure. */
    void tell(int number, Config config, double... losses);

    /** Return the trial that it holds for the best, where it knows better than the best that was observed. */
    OptionalInt recommended();

    /** Return the CPU time that asking and telling took so far, in seconds. */
    double seconds();

    @Override
    void close();
}
