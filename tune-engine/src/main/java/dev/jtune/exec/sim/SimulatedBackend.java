package dev.jtune.exec.sim;

import dev.jtune.ResourceRequest;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Ticker;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link SimulatedTrainable}s on the run's own thread, in the order of simulated time; events at the same time come in the
 * order in which they were planned.
 *
 * <p>The state of a trial is its configuration and how many results it has: an attempt that goes on from a checkpoint makes the results
 * that follow. Checkpoints are names in a {@link SimulatedStorage}. For one run; not safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulatedBackend implements Backend {
    private final ResourceRequest.Bundle capacity;
    private final SimulatedStorage storage;
    private final PriorityQueue<Attempt> planned =
            new PriorityQueue<>(Comparator.comparingLong(Attempt::nanos).thenComparingLong(Attempt::order));
    private final Deque<Attempt> held = new ArrayDeque<>();
    private long now;
    private long order;

    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long millis() {
            return TimeUnit.NANOSECONDS.toMillis(now);
        }
    };

    /** Create a backend whose workers have one CPU each, and a storage of its own. */
    public SimulatedBackend(int workers) {
        this(workers, new SimulatedStorage());
    }

    /** Create a backend whose workers have one CPU each, and keep their checkpoints in {@code storage}. */
    public SimulatedBackend(int workers, SimulatedStorage storage) {
        this.capacity = ResourceRequest.Bundle.of(workers, 0);
        this.storage = storage;
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public ResourceRequest.Bundle capacity() {
        return capacity;
    }

    /** Plan the attempt's first event; its time starts now. */
    @Override
    public void start(Launch launch, AttemptEvents events) {
        plan(new Attempt(launch, events));
    }

    /** Do nothing: the attempt's next report ends it, as {@link Backend} says. */
    @Override
    public void requestStop(int trial) {}

    @Override
    public StackTraceElement[] kill(int trial) {
        planned.removeIf(attempt -> attempt.launch.trial() == trial);
        held.removeIf(attempt -> attempt.launch.trial() == trial);
        return new StackTraceElement[0];
    }

    @Override
    public void deleteCheckpoint(Path checkpoint) {
        storage.delete(checkpoint);
    }

    /** Let the next event happen, and time move on to it. */
    @Override
    public boolean work(long untilNanos) {
        Attempt next = admitted();
        while (next == null && !planned.isEmpty()) {
            if (planned.peek().nanos > untilNanos) {
                now = untilNanos;
                return true;
            }
            Attempt come = planned.remove();
            now = come.nanos;
            // the first to be asked: that it has come may be what another waits for
            held.addFirst(come);
            next = admitted();
        }
        if (next == null) {
            boolean passes = untilNanos < Long.MAX_VALUE;
            now = passes ? Math.max(now, untilNanos) : now;
            return passes;
        }
        happen(next);
        return true;
    }

    /** Return an attempt whose event may happen now. */
    private @Nullable Attempt admitted() {
        for (Iterator<Attempt> attempts = held.iterator(); attempts.hasNext(); ) {
            Attempt attempt = attempts.next();
            if (attempt.isAdmitted()) {
                attempts.remove();
                return attempt;
            }
        }
        return null;
    }

    private void happen(Attempt attempt) {
        End end = attempt.report();
        if (end == null) {
            plan(attempt);
        } else if (attempt.isAdmitted()) {
            attempt.events.ended(attempt.launch, end);
        } else {
            held.addFirst(attempt);
        }
    }

    private void plan(Attempt attempt) {
        attempt.plan(now, order++);
        planned.add(attempt);
    }

    @Override
    public void close() {
        planned.clear();
        held.clear();
    }

    /** An attempt and its next event. */
    private final class Attempt {
        private final Launch launch;
        private final AttemptEvents events;
        private @Nullable Iterator<SimulatedTrainable.Step> steps;
        private SimulatedTrainable.@Nullable Step next;
        private @Nullable End end;
        private Counters counters = Counters.START;
        private long nanos;
        private long order;

        Attempt(Launch launch, AttemptEvents events) {
            this.launch = launch;
            this.events = events;
        }

        long nanos() {
            return nanos;
        }

        long order() {
            return order;
        }

        /** Take the next step and plan its report; the end of steps is an event of its own, at once. */
        void plan(long now, long number) {
            nanos = now;
            order = number;
            try {
                if (steps == null) {
                    steps = start();
                }
                if (steps.hasNext()) {
                    next = steps.next();
                    nanos = now + next.duration().toNanos();
                } else {
                    end = new End.Completed();
                }
            } catch (Throwable e) {
                end = new End.Failed(e);
            }
        }

        private Iterator<SimulatedTrainable.Step> start() {
            Path checkpoint = launch.restoreFrom();
            if (checkpoint != null) {
                counters = storage.read(checkpoint).restored();
            }
            Iterator<SimulatedTrainable.Step> all = ((SimulatedTrainable) launch.trainable()).start(launch.config());
            for (int done = 0; done < counters.iteration() && all.hasNext(); done++) {
                all.next();
            }
            return all;
        }

        boolean isAdmitted() {
            return events.admits(launch, end);
        }

        /** Report the planned step and return how the attempt ends, {@code null} if it goes on. */
        @Nullable
        End report() {
            SimulatedTrainable.Step step = next;
            if (end != null || step == null) {
                return end;
            }
            double seconds = step.duration().toNanos() / 1e9;
            counters = counters.after(step.metrics(), seconds);
            AttemptEvents.Report report = new AttemptEvents.Report(
                    step.metrics(), counters, TimeUnit.NANOSECONDS.toMillis(nanos), null, false);
            AttemptEvents.Directive directive = events.reported(launch, report);
            if (directive.checkpoint()) {
                events.checkpointed(launch, counters.iteration(), storage.write(launch.directory(), counters));
            }
            if (directive.stop()) {
                end = new End.Completed();
            }
            return end;
        }
    }
}
