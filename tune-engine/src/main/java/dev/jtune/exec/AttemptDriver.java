package dev.jtune.exec;

import dev.jtune.CheckpointException;
import dev.jtune.Metrics;
import dev.jtune.TrialStopped;
import dev.jtune.exec.AttemptEvents.Directive;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.trainable.MetricValues;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableFunction;
import dev.jtune.trainable.TrainableObject;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.BaseStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of one attempt on the calling thread, from setup to cleanup, and tells the run what comes of it.
 *
 * <p>Whatever user code throws becomes the {@link End} of its attempt. The driver knows nothing of the run but {@link
 * AttemptEvents}, so that the same code runs in this process and in another.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AttemptDriver {
    /** Chains of causes may be circular. */
    private static final int DEEPEST_CAUSE = 50;

    /** A trial with a checkpoint at each of many short steps would wait for the disk most of the time. */
    private static final long FORCE_NANOS = 1_000_000_000;

    private final Launch launch;
    private final AttemptEvents events;
    private final Ticker ticker;
    private final ObjectPool pool;
    private final RunningTrial trial;
    private Counters counters = Counters.START;
    private long lastNanos;
    private long forcedNanos;
    private boolean stopped;
    private volatile boolean givenUp;

    AttemptDriver(Launch launch, AttemptEvents events, Ticker ticker, ObjectPool pool) {
        this.launch = launch;
        this.events = events;
        this.ticker = ticker;
        this.pool = pool;
        this.trial = new RunningTrial(launch, this);
    }

    /** Let {@code shouldStop()} answer yes. */
    void requestStop() {
        trial.requestStop();
    }

    /** Let nothing of the attempt be used again, and {@code shouldStop()} answer yes. */
    void giveUp() {
        givenUp = true;
        trial.requestStop();
    }

    /** Run the attempt to its end, cleanup included; never throws. */
    End run() {
        try {
            if (launch.restoreFrom() != null) {
                try {
                    counters = CheckpointDirectories.read(launch.restoreFrom());
                } catch (CheckpointException e) {
                    return new End.Unreadable(String.valueOf(e.getMessage()));
                }
            }
            lastNanos = ticker.nanos();
            forcedNanos = lastNanos;
            if (launch.trainable() instanceof TrainableDefinition.OfFunction function) {
                return call(function);
            }
            return train((TrainableDefinition.OfClass) launch.trainable());
        } catch (Throwable e) {
            return endedBy(e);
        } finally {
            trial.close();
        }
    }

    /** Tell an error from the signal that ends a trial, which user code and what it calls may have wrapped. */
    private static End endedBy(Throwable thrown) {
        try {
            TrialStopped signal = signalIn(thrown);
            if (signal != null) {
                return signal.isInfeasible()
                        ? new End.Infeasible(String.valueOf(signal.getMessage()))
                        : new End.Completed();
            }
        } catch (Throwable e) {
            // an exception of user code whose own methods throw is an error like any other
        }
        return new End.Failed(thrown);
    }

    private static @Nullable TrialStopped signalIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof TrialStopped signal) {
                return signal;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Attach an error to the one before it. */
    static void suppress(Throwable first, Throwable later) {
        if (first != later) {
            first.addSuppressed(later);
        }
    }

    // ---- functions

    private End call(TrainableDefinition.OfFunction definition) throws Throwable {
        TrainableFunction function = definition.newFunction(launch.shared());
        Object returned = function.call(trial);
        if (returned instanceof BaseStream<?, ?> stream) {
            try (stream) {
                reportEach(stream.iterator());
            }
        } else if (returned instanceof Iterator<?> iterator) {
            reportEach(iterator);
        } else if (returned != null && !stopped) {
            report(MetricValues.of(returned, launch.metric()), null, true);
        }
        return new End.Completed();
    }

    private void reportEach(Iterator<?> results) throws Throwable {
        while (!stopped && results.hasNext()) {
            stopped = report(MetricValues.of(results.next(), launch.metric()), null, false)
                    .stop();
        }
    }

    /** Take a result that a function reports; throws {@link TrialStopped} if it ends here. */
    void reported(Map<String, Object> metrics, CheckpointDirectories.@Nullable Content checkpoint) throws Throwable {
        if (stopped) {
            throw TrialStopped.stopped("the trial was told to stop");
        }
        boolean done = Boolean.TRUE.equals(metrics.get(Metrics.DONE));
        if (report(metrics, checkpoint, done).stop() || done) {
            stopped = true;
            throw TrialStopped.stopped("the trial was told to stop");
        }
    }

    private Directive report(
            Map<String, Object> metrics, CheckpointDirectories.@Nullable Content checkpoint, boolean last)
            throws Throwable {
        long now = ticker.nanos();
        counters = counters.after(metrics, (now - lastNanos) / 1e9);
        Path stored = null;
        if (checkpoint != null) {
            stored = CheckpointDirectories.write(launch, counters, checkpoint, isForced());
            trial.goOnFrom(stored);
        }
        Directive directive = events.reported(launch, new Report(metrics, counters, ticker.millis(), stored, last));
        lastNanos = ticker.nanos();
        return directive;
    }

    /** Tell whether the next checkpoint is brought to the disk: not more often than the journal is, because that takes long. */
    private boolean isForced() {
        long now = ticker.nanos();
        boolean forced = launch.durable() && now - forcedNanos >= FORCE_NANOS;
        if (forced) {
            forcedNanos = now;
        }
        return forced;
    }

    int iteration() {
        return counters.iteration();
    }

    // ---- classes

    private End train(TrainableDefinition.OfClass definition) throws Throwable {
        TrainableObject object = pool.take(definition, launch, trial);
        Throwable failure = null;
        try {
            if (launch.restoreFrom() != null) {
                object.load(launch.restoreFrom());
            }
            lastNanos = ticker.nanos();
            while (step(definition, object)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("the run was closed");
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
        if (failure == null && definition.canReset() && launch.reuse() && !givenUp) {
            pool.put(definition, launch, object);
            return new End.Completed();
        }
        return cleanedUp(object, failure);
    }

    /** Do a step and what follows from its result; tell whether there is another. */
    private boolean step(TrainableDefinition.OfClass definition, TrainableObject object) throws Throwable {
        Object returned = object.step(trial);
        Map<String, Object> metrics = MetricValues.of(returned, launch.metric());
        boolean done = Boolean.TRUE.equals(metrics.get(Metrics.DONE));
        Directive directive = report(metrics, null, done);
        if (directive.checkpoint() && definition.canCheckpoint()) {
            Path directory = CheckpointDirectories.write(launch, counters, object::save, isForced());
            events.checkpointed(launch, counters.iteration(), directory);
            lastNanos = ticker.nanos();
        }
        return !directive.stop() && !done;
    }

    private static End cleanedUp(TrainableObject object, @Nullable Throwable failure) {
        Throwable cause = failure;
        try {
            object.cleanup();
        } catch (Throwable e) {
            if (cause == null) {
                cause = e;
            } else {
                suppress(cause, e);
            }
        }
        return cause == null ? new End.Completed() : endedBy(cause);
    }
}
