package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.TrialContext;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed),
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
