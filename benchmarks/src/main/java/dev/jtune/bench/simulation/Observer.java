package dev.jtune.bench.simulation;

import dev.jtune.ResourceRequest;
import dev.jtune.Result;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Ticker;
import dev.jtune.run.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a run and its backend, hears what listeners hear, and holds against each other what they say.
 *
 * <p>It survives the end of a process, as somebody does who watches it.
 */
final class Observer implements RunListener {
    private final Map<Integer, Live> running = new HashMap<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, TrialResult> ended = new LinkedHashMap<>();
    private final Set<Path> complete = new HashSet<>();
    private double used;
    private long launches;
    private long messages;
    private @Nullable Launch heard;
    private @Nullable BrokenInvariantError broken;
    private boolean isBlind;
    private boolean isIdle;

    /** An attempt that runs: launched, and not yet ended, lost or killed. */
    private static final class Live {
        private final Launch launch;
        private boolean hasCheckpoint;

        private Live(Launch launch) {
            this.launch = launch;
        }

        boolean is(Launch other) {
            return launch.attempt() == other.attempt();
        }
    }

    /** What the run sees of a backend; {@code interrupt} is called before each call, with the number of calls. */
    Backend watch(Backend backend, Runnable interrupt) {
        return new Watched(backend, interrupt);
    }

    /** See nothing any more: the process has been killed. */
    void close() {
        isBlind = true;
    }

    /** Another process has gone on; nothing runs. */
    void reopen() {
        isBlind = false;
        running.clear();
        used = 0;
    }

    Map<Integer, TrialResult> ended() {
        return ended;
    }

    long launches() {
        return launches;
    }

    long messages() {
        return messages;
    }

    /** Throw what did not hold first: whoever was told at the time may have kept it to himself. */
    void throwIfBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken = broken == null ? new BrokenInvariantError(otherwise) : broken;
            throw broken;
        }
    }

    // ---- what listeners hear

    @Override
    public void resultReported(Result result) {
        if (isBlind) {
            return;
        }
        Launch launch = heard;
        if (launch == null || launch.trial() != result.trial()) {
            require(false, "a result of trial " + result.trial() + " took effect with a message of another attempt");
            return;
        }
        Live live = running.get(result.trial());
        require(
                live != null && live.is(launch),
                "a result of trial " + result.trial() + " took effect after the end of its attempt");
        require(!ended.containsKey(result.trial()), "trial " + result.trial() + " has a result after its end");
        require(result.config().equals(launch.config()), "trial " + result.trial() + " has a result of another config");
    }

    @Override
    public void trialEnded(TrialResult result) {
        if (isBlind) {
            return;
        }
        require(ended.put(result.number(), result) == null, "trial " + result.number() + " ended twice");
        require(!running.containsKey(result.number()), "trial " + result.number() + " ended, and still runs");
    }

    // ---- what backends see

    private void launched(Launch launch, ResourceRequest.Bundle capacity) {
        String name = "trial " + launch.trial() + ", attempt " + launch.attempt();
        require(!running.containsKey(launch.trial()), name + " began before the end of the one before");
        require(!ended.containsKey(launch.trial()), name + " began after the end of the trial");
        Integer before = attempts.put(launch.trial(), launch.attempt());
        require(before == null || before < launch.attempt(), name + " began after attempt " + before);
        used += cpu(launch);
        require(used <= capacity.cpu(), name + " began: " + used + " of " + capacity.cpu() + " CPUs are in use");
        Path from = launch.restoreFrom();
        require(from == null || complete.contains(from), name + " goes on from " + from + ", which is not there");
        running.put(launch.trial(), new Live(launch));
        launches++;
    }

    private boolean isLive(Launch launch) {
        Live live = running.get(launch.trial());
        return live != null && live.is(launch);
    }

    private void over(int trial) {
        Live live = running.remove(trial);
        if (live != null) {
            used -= cpu(live.launch);
        }
    }

    private static double cpu(Launch launch) {
        return launch.resources().total().cpu();
    }

    private void deleted(Path checkpoint) {
        for (Live live : running.values()) {
            require(
                    live.hasCheckpoint || !checkpoint.equals(live.launch.restoreFrom()),
                    checkpoint + " was deleted, and trial " + live.launch.trial() + " went on from it");
        }
        complete.remove(checkpoint);
    }

    private final class Watched implements Backend {
        private final Backend backend;
        private final Runnable interrupt;

        private Watched(Backend backend, Runnable interrupt) {
            this.backend = backend;
            this.interrupt = interrupt;
        }

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public Ticker ticker() {
            return backend.ticker();
        }

        @Override
        public ResourceRequest.Bundle capacity() {
            return backend.capacity();
        }

        @Override
        public void start(Launch launch, AttemptEvents events) {
            interrupt.run();
            if (!isBlind) {
                launched(launch, backend.capacity());
                backend.start(launch, new Messages(events));
            }
        }

        @Override
        public void requestStop(int trial) {
            backend.requestStop(trial);
        }

        @Override
        public StackTraceElement[] kill(int trial) {
            interrupt.run();
            if (!isBlind) {
                over(trial);
            }
            return backend.kill(trial);
        }

        @Override
        public void deleteCheckpoint(Path checkpoint) {
            interrupt.run();
            if (!isBlind) {
                deleted(checkpoint);
                try {
                    backend.deleteCheckpoint(checkpoint);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public boolean work(long untilNanos) {
            interrupt.run();
            throwIfBroken();
            if (isBlind) {
                throw new KilledError();
            }
            boolean worked = backend.work(untilNanos);
            require(worked || !isIdle, "the run waits, and nothing will happen any more");
            isIdle = !worked; // it may have ended while it was about to ask
            return worked;
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    /** What the run hears of attempts. */
    private final class Messages implements AttemptEvents {
        private final AttemptEvents events;

        private Messages(AttemptEvents events) {
            this.events = events;
        }

        @Override
        public boolean admits(Launch launch, @Nullable End end) {
            return events.admits(launch, end);
        }

        @Override
        public Directive reported(Launch launch, Report report) {
            messages++;
            heard = isLive(launch) ? launch : null;
            Directive answer = events.reported(launch, report);
            heard = null;
            return answer;
        }

        @Override
        public void checkpointed(Launch launch, int iteration, Path checkpoint) {
            messages++;
            Live live = running.get(launch.trial());
            if (live != null && live.is(launch)) {
                complete.add(checkpoint);
                live.hasCheckpoint = true;
            }
            events.checkpointed(launch, iteration, checkpoint);
        }

        @Override
        public void ended(Launch launch, End end) {
            messages++;
            boolean isEnd = isLive(launch);
            boolean hadEnded = ended.containsKey(launch.trial());
            if (isEnd) {
                over(launch.trial());
            }
            events.ended(launch, end);
            require(
                    isBlind || isEnd || hadEnded == ended.containsKey(launch.trial()),
                    "trial " + launch.trial() + " ended with a message of an attempt that was over");
        }

        @Override
        public void capacityChanged() {
            messages++;
            events.capacityChanged();
        }
    }
}
