package dev.jtune.run;

import dev.jtune.ResourceRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trials that run, with what they hold of the machine, and those that wait to. */
final class Slots {
    private final StudySpec spec;
    private final ResourceLedger ledger;
    private final Turns turns;
    private final int most;
    private final Set<LiveTrial> running = new LinkedHashSet<>();
    private final Deque<LiveTrial> waiting = new ArrayDeque<>();
    private ResourceRequest expected = ResourceRequest.ONE_CPU;

    /**
     * Create the slots of a run.
     *
     * @param most trials at a time
     */
    Slots(StudySpec spec, ResourceLedger ledger, Turns turns, int most) {
        this.spec = spec;
        this.ledger = ledger;
        this.turns = turns;
        this.most = most;
    }

    ResourceLedger ledger() {
        return ledger;
    }

    // ---- those that run

    /** Return those that run, in the order in which they began. */
    List<LiveTrial> running() {
        return List.copyOf(running);
    }

    boolean isRunning(LiveTrial trial) {
        return running.contains(trial);
    }

    boolean isAnyRunning() {
        return !running.isEmpty();
    }

    boolean isFull() {
        return running.size() >= most;
    }

    /** Tell whether another trial like the last would fit: nobody is asked for what would only wait. */
    boolean hasRoom() {
        return (running.isEmpty() && waiting.size() < most) || ledger.fits(expected);
    }

    /** Let a trial say what it needs; its own code is asked once. */
    void request(LiveTrial trial) throws Exception {
        ResourceRequest need = trial.need();
        if (need == null) {
            ResourceRequest ofStudy = spec.resources();
            need = ofStudy != null ? ofStudy : spec.trainable().resources(trial.config());
            expected = need;
        }
        trial.request(need, ledger.concurrency(need));
    }

    /** Let a trial have what it requested. */
    void enter(LiveTrial trial) {
        waiting.remove(trial);
        ledger.take(trial.resources());
        running.add(trial);
        turns.begin(trial.number());
    }

    /** Take back what a trial has. */
    void leave(LiveTrial trial) {
        ledger.release(trial.resources());
        running.remove(trial);
        turns.end(trial.number());
    }

    // ---- those that wait

    void await(LiveTrial trial) {
        waiting.add(trial);
    }

    void awaitFirst(LiveTrial trial) {
        waiting.addFirst(trial);
    }

    void giveUp(LiveTrial trial) {
        waiting.remove(trial);
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** Take the one that waits longest, {@code null} if none does. */
    @Nullable
    LiveTrial poll() {
        return waiting.poll();
    }

    /** Return the first of those whose time has come and for which the machine is not too small now, {@code null} if there is none. */
    @Nullable
    LiveTrial due(long now) {
        for (LiveTrial trial : waiting) {
            if (trial.dueNanos() <= now && !isBeyondMachine(trial)) {
                return trial;
            }
            if (turns.areKept()) {
                break; // a time that passes must not change an order
            }
        }
        return null;
    }

    /** Tell whether a trial waits for a part of the machine that was lost; it holds up no other. */
    boolean isBeyondMachine(LiveTrial trial) {
        return trial.need() != null && ledger.isBeyond(trial.resources());
    }

    boolean isAnyDue(long now) {
        return waiting.stream().anyMatch(trial -> trial.dueNanos() <= now);
    }

    /** Return when the next one's time comes, {@link Long#MAX_VALUE} if there is none. */
    long nextDue(long now) {
        long next = Long.MAX_VALUE;
        for (LiveTrial trial : waiting) {
            next = trial.dueNanos() > now ? Math.min(next, trial.dueNanos()) : next;
        }
        return next;
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }
}
