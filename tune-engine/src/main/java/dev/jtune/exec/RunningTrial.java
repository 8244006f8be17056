package dev.jtune.exec;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.Trial;
import dev.jtune.TrialStopped;
import dev.jtune.trainable.MetricValues;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The trial as its own code sees it. */
final class RunningTrial implements Trial {
    private final Launch launch;
    private final AttemptDriver driver;
    private final Thread thread = Thread.currentThread();
    private @Nullable RandomGenerator random;
    private @Nullable PrintStream log;
    private @Nullable Path checkpoint;
    private volatile boolean stopRequested;

    RunningTrial(Launch launch, AttemptDriver driver) {
        this.launch = launch;
        this.driver = driver;
        this.checkpoint = launch.restoreFrom();
    }

    @Override
    public String id() {
        return launch.id();
    }

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public int number() {
        return launch.trial();
    }

    @Override
    public Config config() {
        return launch.config();
    }

    @Override
    public long seed() {
        return launch.seed();
    }

    @Override
    public synchronized RandomGenerator random() {
        if (random == null) {
            random = TrialRandom.of(launch.seed());
        }
        return random;
    }

    @Override
    public ResourceRequest resources() {
        return launch.resources();
    }

    @Override
    public Path directory() {
        try {
            return Files.createDirectories(launch.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized PrintStream log() {
        if (log == null) {
            try {
                log = new PrintStream(
                        Files.newOutputStream(
                                directory().resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return log;
    }

    synchronized void close() {
        if (log != null) {
            log.close();
        }
    }

    @Override
    public void report(Map<String, ?> metrics) {
        send(metrics, null);
    }

    @Override
    public void report(Map<String, ?> metrics, Checkpoint state) {
        send(metrics, state);
    }

    @Override
    public void report(Record metrics) {
        send(metrics, null);
    }

    @Override
    public void report(Record metrics, Checkpoint state) {
        send(metrics, state);
    }

    private void send(Object metrics, @Nullable Checkpoint state) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("TUNE-303 " + launch.name() + ": report was called from thread "
                    + Thread.currentThread().getName() + "; a trial reports from its own thread (" + thread.getName()
                    + "), because a report may end it");
        }
        try {
            driver.reported(MetricValues.of(metrics, launch.metric()), state == null ? null : state::writeTo);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int iteration() {
        return driver.iteration();
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint).map(Checkpoint::fromDirectory);
    }

    void goOnFrom(Path stored) {
        checkpoint = stored;
    }

    @Override
    public boolean shouldStop() {
        return stopRequested;
    }

    void requestStop() {
        stopRequested = true;
    }

    @Override
    public TrialStopped infeasible(String reason) {
        throw TrialStopped.infeasible(reason);
    }
}
