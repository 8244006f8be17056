package dev.jtune.exec;

import dev.jtune.TrialContext;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableObject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Objects that served a trial and can be reset for another.
 *
 * <p>An object whose trial failed never comes here. One that declines to be reset is cleaned up and replaced by a new one.
 */
final class ObjectPool implements AutoCloseable {
    private final Deque<Pooled> idle = new ArrayDeque<>();
    private boolean closed;

    private record Pooled(TrainableDefinition.OfClass definition, TrainableObject object) {}

    /** Return an object that is set up for the trial of {@code launch}. */
    TrainableObject take(TrainableDefinition.OfClass definition, Launch launch, TrialContext trial) throws Throwable {
        TrainableObject used = launch.reuse() && definition.canReset() ? poll(definition) : null;
        if (used != null) {
            if (used.reset(trial)) {
                return used;
            }
            used.cleanup();
        }
        TrainableObject fresh = definition.newObject(launch.shared());
        try {
            fresh.setup(trial);
            return fresh;
        } catch (Throwable e) {
            try {
                fresh.cleanup();
            } catch (Throwable suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private synchronized @org.jspecify.annotations.Nullable TrainableObject poll(
            TrainableDefinition.OfClass definition) {
        for (Pooled pooled : idle) {
            if (pooled.definition() == definition) {
                idle.remove(pooled);
                return pooled.object();
            }
        }
        return null;
    }

    /** Keep an object for the next trial. */
    void put(TrainableDefinition.OfClass definition, Launch launch, TrainableObject object) throws Throwable {
        synchronized (this) {
            if (!closed) {
                idle.add(new Pooled(definition, object));
                return;
            }
        }
        object.cleanup();
    }

    /** Clean all objects up; what that throws has no trial left to belong to and is dropped. */
    @Override
    public void close() {
        Deque<Pooled> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Pooled pooled : rest) {
            try {
                pooled.object().cleanup();
            } catch (Throwable ignored) {
                // every trial of this object has ended, successfully
            }
        }
    }
}
