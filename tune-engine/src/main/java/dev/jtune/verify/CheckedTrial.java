package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.TrialContext;
import dev.jtune.exec.TrialRandom;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** The trial that an object under check believes to be in: the same for all objects, but for the directory. */
record CheckedTrial(
        Config config, long seed, ResourceRequest resources, Path directory, RandomGenerator random, PrintStream log)
        implements TrialContext {

    static CheckedTrial of(Config config, long seed, ResourceRequest resources, Path directory) {
        return new CheckedTrial(
                config,
                seed,
                resources,
                directory,
                TrialRandom.of(seed),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public String id() {
        return number() + "-" + config.shortDigest();
    }

    @Override
    public String name() {
        return "contract trial 001";
    }

    @Override
    public int number() {
        return 1;
    }
}
