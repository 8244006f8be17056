package dev.jtune.exec.sim;

import dev.jtune.CheckpointException;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.AttemptEvents.Directive;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Launch;
import dev.jtune.exec.sim.SimulatedFaults.Fault;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An attempt, and the arrival of its next message: a result, whose answer it waits for, or its end. */
final class SimulatedAttempt extends SimulatedEvent {
    private static final long ATTEMPTS = 1_000_000;

    private final Launch launch;
    private final AttemptEvents events;
    private final SimulatedBackend backend;
    private final SimulatedFaults.Luck luck;
    private final double slowness;
    private @Nullable Iterator<SimulatedTrainable.Step> steps;
    private @Nullable Report next;
    private @Nullable End end;
    private Counters counters = Counters.START;
    private long again;
    private long sentNanos;
    private boolean isSentAgain;

    SimulatedAttempt(Launch launch, AttemptEvents events, SimulatedBackend backend) {
        this.launch = launch;
        this.events = events;
        this.backend = backend;
        this.luck = backend.faults().luck("attempt", launch.trial() * ATTEMPTS + launch.attempt());
        this.slowness = luck.slowness();
    }

    Launch launch() {
        return launch;
    }

    double cpu() {
        return launch.resources().total().cpu();
    }

    /** Take the next step; its result comes when the step has taken its time. The end of steps comes at once. */
    void goOn(long now) {
        next = null;
        isSentAgain = false;
        try {
            if (steps == null) {
                steps = start();
            }
            if (steps.hasNext()) {
                take(steps.next(), now);
            } else {
                endAs(new End.Completed(), now);
            }
        } catch (CheckpointException e) {
            endAs(new End.Unreadable(String.valueOf(e.getMessage())), now);
        } catch (Throwable e) {
            endAs(new End.Failed(e), now);
        }
    }

    private Iterator<SimulatedTrainable.Step> start() {
        Path checkpoint = launch.restoreFrom();
        if (checkpoint != null) {
            counters = backend.storage().read(checkpoint).restored();
        }
        SimulatedTrainable trainable = (SimulatedTrainable) launch.trainable();
        Iterator<SimulatedTrainable.Step> all = trainable.start(launch.config());
        for (int done = 0; done < counters.iteration() && all.hasNext(); done++) {
            long nanos = all.next().duration().toNanos();
            again += trainable.isRepeated() ? nanos : 0;
        }
        return all;
    }

    private void take(SimulatedTrainable.Step step, long now) {
        long nanos = (long) ((again + step.duration().toNanos()) * slowness);
        again = 0;
        counters = counters.after(step.metrics(), nanos / 1e9);
        sentNanos = now + nanos;
        Report report = new Report(step.metrics(), counters, TimeUnit.NANOSECONDS.toMillis(sentNanos), null, false);
        if (!luck.happens(Fault.WORKER_LOST)) {
            next = report;
            backend.plan(this, sentNanos + luck.lateness());
            return;
        }
        boolean reported = luck.coin();
        endAs(new End.Failed(lost()), reported ? sentNanos : now + luck.part(nanos));
        if (reported) {
            planRepetition(() -> events.reported(launch, report), sentNanos);
        }
    }

    private WorkerLostException lost() {
        return new WorkerLostException("TUNE-495 the worker of " + launch.name() + ", attempt " + launch.attempt()
                + ", was lost (simulated, seed " + backend.faults().seed() + ")");
    }

    /** The attempt is over; word of it comes now, or late. */
    void endAs(End how, long now) {
        next = null;
        end = how;
        sentNanos = now;
        backend.plan(this, now + luck.lateness());
    }

    /** Whatever it did comes to nothing, except for a message that is under way. */
    void breakOff(long now) {
        backend.cancel(this);
        if (sentNanos <= now) {
            Report report = next;
            End ending = end;
            if (report != null) {
                backend.plan(SimulatedEvent.of(() -> events.reported(launch, report)), Math.max(now, nanos()));
            } else if (ending != null) {
                backend.plan(SimulatedEvent.of(() -> events.ended(launch, ending)), Math.max(now, nanos()));
            }
        }
    }

    @Override
    boolean isAdmitted() {
        return isSentAgain || events.admits(launch, end);
    }

    @Override
    void happen(long now) {
        Report report = next;
        if (report != null) {
            report(report, now);
        } else if (end != null) {
            end(end, now);
        }
    }

    private void end(End how, long now) {
        backend.leave(this);
        if (luck.happens(Fault.DUPLICATE)) {
            planRepetition(() -> events.ended(launch, how), now);
        }
        events.ended(launch, how);
    }

    private void report(Report report, long now) {
        Directive answer = events.reported(launch, report);
        if (luck.happens(Fault.DUPLICATE)) {
            if (!isSentAgain && luck.coin()) {
                isSentAgain = true; // the answer is lost
                backend.plan(this, now + 1 + luck.lateness());
                return;
            }
            planRepetition(() -> events.reported(launch, report), now);
        }
        obey(answer, now);
    }

    private void obey(Directive answer, long now) {
        if (answer.checkpoint()) {
            try {
                save(now);
            } catch (CheckpointException e) {
                endAs(new End.Failed(e), now);
                return;
            }
        }
        if (!answer.stop()) {
            goOn(now);
            return;
        }
        next = null;
        end = new End.Completed();
        sentNanos = now;
        long lateness = luck.lateness();
        if (lateness > 0) {
            backend.plan(this, now + lateness);
        } else if (isAdmitted()) {
            end(end, now);
        } else {
            backend.hold(this);
        }
    }

    private void save(long now) {
        if (luck.happens(Fault.CHECKPOINT_UNWRITABLE)) {
            throw new CheckpointException(
                    "TUNE-496 a checkpoint in " + launch.directory() + " cannot be written (simulated, seed "
                            + backend.faults().seed() + ")",
                    null);
        }
        Path checkpoint = backend.storage().write(launch.directory(), counters);
        if (luck.happens(Fault.CHECKPOINT_LOST)) {
            backend.storage().delete(checkpoint);
        } else if (luck.happens(Fault.CHECKPOINT_TORN)) {
            backend.storage().tear(checkpoint);
        }
        int iteration = counters.iteration();
        Runnable message = () -> events.checkpointed(launch, iteration, checkpoint);
        if (luck.happens(Fault.DUPLICATE)) {
            planRepetition(message, now);
        }
        long lateness = luck.lateness();
        if (lateness > 0) {
            backend.plan(SimulatedEvent.of(message), now + lateness);
        } else {
            message.run();
        }
    }

    private void planRepetition(Runnable message, long now) {
        backend.plan(
                SimulatedEvent.of(message),
                now + 1 + luck.part(backend.faults().delay().toNanos()));
    }
}
