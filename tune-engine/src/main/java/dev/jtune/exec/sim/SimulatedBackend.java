package dev.jtune.exec.sim;

import dev.jtune.ResourceRequest;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Ticker;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link SimulatedTrainable}s on the run's own thread, in the order of simulated time; events at the same time come in the
 * order in which they were planned.
 *
 * <p>The state of a trial is its configuration and how many results it has: an attempt that goes on from a checkpoint makes the results
 * that follow. Checkpoints are names in a {@link SimulatedStorage}. {@link SimulatedFaults} say what goes wrong. For one run; not safe for
 * use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulatedBackend implements Backend {
    private final SimulatedStorage storage;
    private final SimulatedFaults faults;
    private final SimulatedNodes nodes;
    private final PriorityQueue<SimulatedEvent> planned = new PriorityQueue<>(
            Comparator.comparingLong(SimulatedEvent::nanos).thenComparingLong(SimulatedEvent::order));
    private final Deque<SimulatedEvent> held = new ArrayDeque<>();
    private final Map<Integer, SimulatedAttempt> running = new HashMap<>();
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
        this(workers, storage, SimulatedFaults.NONE);
    }

    /** Create a backend on which things go wrong. */
    public SimulatedBackend(int workers, SimulatedStorage storage, SimulatedFaults faults) {
        this.storage = storage;
        this.faults = faults;
        this.nodes = new SimulatedNodes(workers, this);
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
        return ResourceRequest.Bundle.of(nodes.workers(), 0);
    }

    SimulatedStorage storage() {
        return storage;
    }

    SimulatedFaults faults() {
        return faults;
    }

    /** Plan the attempt's first event; its time starts now. */
    @Override
    public void start(Launch launch, AttemptEvents events) {
        SimulatedAttempt attempt = new SimulatedAttempt(launch, events, this);
        running.put(launch.trial(), attempt);
        nodes.place(attempt, events);
        attempt.goOn(now);
    }

    /** Do nothing: the attempt's next report ends it, as {@link Backend} says. */
    @Override
    public void requestStop(int trial) {}

    @Override
    public StackTraceElement[] kill(int trial) {
        SimulatedAttempt attempt = running.get(trial);
        if (attempt != null) {
            attempt.breakOff(now);
            leave(attempt);
        }
        return new StackTraceElement[0];
    }

    @Override
    public void deleteCheckpoint(Path checkpoint) {
        storage.delete(checkpoint);
    }

    /** Let the next event happen, and time move on to it. */
    @Override
    public boolean work(long untilNanos) {
        SimulatedEvent next = admitted();
        while (next == null && !planned.isEmpty()) {
            if (planned.peek().nanos() > untilNanos) {
                now = untilNanos;
                return true;
            }
            SimulatedEvent come = planned.remove();
            now = come.nanos();
            // the first to be asked: that it has come may be what another waits for
            held.addFirst(come);
            next = admitted();
        }
        if (next == null) {
            boolean passes = untilNanos < Long.MAX_VALUE;
            now = passes ? Math.max(now, untilNanos) : now;
            return passes;
        }
        next.happen(now);
        return true;
    }

    /** Return an event that may happen now. */
    private @Nullable SimulatedEvent admitted() {
        for (Iterator<SimulatedEvent> events = held.iterator(); events.hasNext(); ) {
            SimulatedEvent event = events.next();
            if (event.isAdmitted()) {
                events.remove();
                return event;
            }
        }
        return null;
    }

    void plan(SimulatedEvent event, long nanos) {
        event.plan(nanos, order++);
        planned.add(event);
    }

    /** Let an event wait until it is admitted. */
    void hold(SimulatedEvent event) {
        held.addFirst(event);
    }

    void cancel(SimulatedEvent event) {
        planned.remove(event);
        held.remove(event);
    }

    /** The attempt is over. */
    void leave(SimulatedAttempt attempt) {
        running.remove(attempt.launch().trial(), attempt);
        nodes.leave(attempt);
    }

    @Override
    public void close() {
        planned.clear();
        held.clear();
    }
}
