package dev.jtune.exec;

import dev.jtune.ResourceRequest;
import dev.jtune.TrialContext;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableObject;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Objects that served a trial and can be reset for another that needs the same resources.
 *
 * <p>An object whose trial failed never comes here. One that declines to be reset is cleaned up and replaced by a new one.
 */
final class ObjectPool implements AutoCloseable {
    private final Deque<Pooled> idle = new ArrayDeque<>();
    private boolean closed;

    private record Pooled(TrainableDefinition.OfClass definition, ResourceRequest resources, TrainableObject object) {
        boolean suits(TrainableDefinition.OfClass wanted, Launch launch) {
            return definition == wanted && resources.equals(launch.resources());
        }
    }

    /** Return an object that is set up for the trial of {@code launch}. */
    TrainableObject take(TrainableDefinition.OfClass definition, Launch launch, TrialContext trial) throws Throwable {
        TrainableObject used = launch.reuse() && definition.canReset() ? poll(definition, launch) : null;
        if (used != null) {
            if (cleanedUpOnError(used, () -> used.reset(trial))) {
                return used;
            }
            used.cleanup();
        }
        TrainableObject fresh = definition.newObject(launch.shared());
        cleanedUpOnError(fresh, () -> {
            fresh.setup(trial);
            return true;
        });
        return fresh;
    }

    private interface Call {
        boolean run() throws Throwable;
    }

    private static boolean cleanedUpOnError(TrainableObject object, Call call) throws Throwable {
        try {
            return call.run();
        } catch (Throwable e) {
            try {
                object.cleanup();
            } catch (Throwable suppressed) {
                AttemptDriver.suppress(e, suppressed);
            }
            throw e;
        }
    }

    private synchronized @Nullable TrainableObject poll(TrainableDefinition.OfClass definition, Launch launch) {
        for (Pooled pooled : idle) {
            if (pooled.suits(definition, launch)) {
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
                idle.add(new Pooled(definition, launch.resources(), object));
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
