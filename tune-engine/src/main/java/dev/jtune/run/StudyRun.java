package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Machine;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One run of a study, from its first trial to its results.
 *
 * <pre>{@code
 * ResultGrid results = StudyRun.of(spec, listener).execute();
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyRun implements RunControl {
    private final StudySpec spec;
    private final Listeners listeners;
    private String runId = UUID.randomUUID().toString();
    private Duration elapsed = Duration.ZERO;
    private @Nullable Runner runner;
    private @Nullable TrialOutcome closed;

    private StudyRun(StudySpec spec, List<RunListener> listeners) {
        this.spec = spec;
        this.listeners = new Listeners(listeners);
    }

    /** Create a run; nothing happens before {@link #execute}. */
    public static StudyRun of(StudySpec spec, RunListener... listeners) {
        return new StudyRun(spec, List.of(listeners));
    }

    /** Return the id of this run, unique. */
    public String runId() {
        return runId;
    }

    /**
     * Run the study on the calling thread's time, and return what came of it.
     *
     * @throws InvalidDeclarationException if the study cannot begin, with everything that is wrong
     * @throws StudyFailedException if the run itself broke: a searcher, scheduler or journal threw; trials that fail do not
     */
    public ResultGrid execute() {
        FutureTask<Void> preparation = new FutureTask<>(spec.trainable()::prepare, null);
        Thread thread = new Thread(preparation, "tune-prepare");
        thread.setDaemon(true);
        thread.start(); // generating the first adapter of a JVM takes as long as all else that comes before the first
        // trial
        // held from before the journal is read: nobody else goes on with the same run
        try (Backend backend = spec.backend().get();
                FileJournal held = StudyDirectory.claim(spec)) {
            return execute(backend, preparation, held);
        }
    }

    private ResultGrid execute(Backend backend, Future<Void> preparation, @Nullable FileJournal held) {
        boolean deterministic = spec.search().deterministic();
        ResourceLedger ledger =
                deterministic ? ResourceLedger.ofAnyCpus(backend.capacity()) : new ResourceLedger(backend.capacity());
        ResourceRequest request = spec.resources();
        if (request != null && ledger.isInfeasible(request)) {
            throw new InvalidDeclarationException(infeasible(ledger.explain(request)));
        }
        int fitting = ledger.concurrency(request == null ? ResourceRequest.ONE_CPU : request);
        int limit = spec.maxConcurrentTrials() > 0
                ? spec.maxConcurrentTrials()
                : deterministic ? Determinism.SLOTS : Integer.MAX_VALUE;
        int slots = deterministic ? limit : Math.max(1, Math.min(limit, fitting));
        Path directory = spec.directory();
        Interrupted interrupted = Interrupted.find(spec);
        if (interrupted != null) {
            runId = interrupted.start().runId();
            slots = interrupted.slots(slots);
        }
        List<TrialResult> found = interrupted != null ? List.of() : WarmStart.read(spec);
        List<Observation> earlier = interrupted != null
                ? interrupted.known(spec)
                : WarmStart.observations(found, spec.space(), spec.objectives());
        Searcher searcher = StudySearch.create(spec, slots, earlier);
        int total = searcher.total().orElse(spec.numSamples());
        ScheduleContext scheduling =
                new ScheduleContext(spec.objectives(), spec.seed(), spec.space(), spec.numSamples(), total, slots);
        Scheduler scheduler = spec.scheduler().create(scheduling);
        List<Stopper> stoppers = spec.stoppers().stream()
                .map(stopper -> stopper.create(scheduling))
                .toList();
        if (deterministic) {
            Determinism.check(spec, scheduler, stoppers);
        }
        Turns turns = deterministic ? Determinism.turns(spec, scheduler, stoppers) : Turns.none();
        try (Journal journal = open(directory, interrupted, held)) {
            Path files = directory == null ? Scratch.directory("study") : directory;
            Course course = new Course(spec, searcher, scheduler, stoppers, total, files);
            Chronicle chronicle = new Chronicle(journal, listeners, backend.ticker());
            if (interrupted == null) {
                journal.append(started(backend, searcher, scheduler, total, slots));
                earlier.forEach(trial -> journal.append(WarmStart.toEvent(trial)));
            } else {
                Recovery recovery = new Recovery(course, turns, interrupted.isGrown(spec));
                goOn(interrupted, recovery, backend.ticker(), journal);
                new Retention(backend, chronicle, course).takeUp(recovery);
            }
            journal.flush();
            Runner created = new Runner(spec, course, backend, chronicle, new Slots(spec, ledger, turns, limit), turns);
            return drive(
                    created,
                    preparation,
                    backend,
                    journal,
                    new RunListener.StudyStarted(
                            spec,
                            runId,
                            searcher.name(),
                            scheduler.name(),
                            Math.min(slots, Math.max(1, total)),
                            total,
                            found.isEmpty() ? "" : earlier.size() + " of " + found.size() + " earlier trials",
                            interrupted != null,
                            course.trials().stream()
                                    .filter(LiveTrial::hasEnded)
                                    .map(LiveTrial::toResult)
                                    .toList(),
                            this));
        }
    }

    private static Journal open(
            @Nullable Path directory, @Nullable Interrupted interrupted, @Nullable FileJournal held) {
        if (directory == null) {
            return Journal.NONE;
        }
        if (held != null && interrupted != null) {
            return held;
        }
        if (held != null) {
            held.close();
        }
        return StudyDirectory.begin(directory);
    }

    /** Bring the course to where the interrupted run ended, and say in the journal that it goes on. */
    private void goOn(Interrupted interrupted, Recovery recovery, Ticker ticker, Journal journal) {
        JournalEvent.RunResumed resumed = new JournalEvent.RunResumed(
                ticker.millis(),
                Machine.pid(),
                Machine.host(),
                spec.resume().errored().name());
        recovery.tell(interrupted.events());
        elapsed = Duration.ofMillis(recovery.elapsedMillis());
        recovery.tell(List.of(resumed));
        recovery.addWaiting();
        journal.append(resumed);
    }

    private ResultGrid drive(
            Runner created,
            Future<Void> preparation,
            Backend backend,
            Journal journal,
            RunListener.StudyStarted event) {
        listeners.tell(listener -> listener.studyStarted(event));
        await(preparation);
        synchronized (this) {
            runner = created;
            if (closed != null) {
                created.close(closed);
            }
        }
        long deadline = spec.timeBudget() == null
                ? Long.MAX_VALUE
                : backend.ticker().nanos() + spec.timeBudget().minus(elapsed).toNanos();
        created.begin();
        try {
            created.await(deadline);
        } catch (InterruptedException e) {
            created.abandon("the thread of the run was interrupted");
            Thread.currentThread().interrupt();
        }
        OptionalInt recommended = created.recommend();
        ResultGrid results = created.results(recommended);
        Throwable failure = created.failure();
        if (failure == null) {
            journal.append(
                    new JournalEvent.RunEnded(created.reason(), backend.ticker().millis(), recommended.orElse(0)));
            journal.flush();
        }
        warnOf(created.neverReported());
        listeners.tell(listener -> listener.studyEnded(results));
        if (failure != null) {
            throw new StudyFailedException(spec.name(), failure);
        }
        return results;
    }

    private static void await(Future<Void> preparation) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    preparation.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt(); // the run itself ends by it
            }
        }
    }

    private void warnOf(Set<String> neverReported) {
        for (String metric : neverReported) {
            System.getLogger(StudyRun.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "TUNE-452 " + spec.name() + ": a stop condition or the scheduler goes by the metric '"
                                    + metric + "', which no trial reported; it stopped nothing");
        }
    }

    private JournalEvent.RunStarted started(
            Backend backend, Searcher searcher, Scheduler scheduler, int total, int slots) {
        return new JournalEvent.RunStarted(
                FileJournal.VERSION,
                runId,
                spec.name(),
                spec.seed(),
                spec.objectives(),
                spec.resultConstraints(),
                total,
                searcher.name(),
                scheduler.name(),
                CodeDigest.of(spec.space()),
                CodeDigest.of(spec.trainable()),
                Map.of(
                        "host",
                        Machine.host(),
                        "pid",
                        Long.toString(Machine.pid()),
                        "java",
                        Runtime.version().toString(),
                        Interrupted.SAMPLES,
                        Integer.toString(spec.numSamples()),
                        Interrupted.CONCURRENCY,
                        Integer.toString(slots),
                        "deterministic",
                        Boolean.toString(spec.search().deterministic()),
                        RecordedStudy.REPEATS,
                        Integer.toString(spec.search().repeats())),
                backend.ticker().millis());
    }

    private static Problem infeasible(String explanation) {
        int space = explanation.indexOf(' ');
        return Problem.of(explanation.substring(0, space), "@Resources", explanation.substring(space + 1));
    }

    /** End the run: no further trial starts, and those that run are asked to end; they are cancelled. */
    public void cancel(String reason) {
        close(new TrialOutcome.Cancelled(reason));
    }

    @Override
    public void stop(String reason) {
        close(new TrialOutcome.Stopped(BY, reason));
    }

    private void close(TrialOutcome how) {
        Runner running;
        synchronized (this) {
            running = runner;
            if (running == null) {
                closed = closed == null ? how : closed;
                return;
            }
        }
        running.close(how);
    }

    @Override
    public boolean stopTrial(int number, String reason) {
        Runner running = running();
        return running != null && running.stopTrial(number, new TrialOutcome.Stopped(BY, reason));
    }

    @Override
    public void suggest(Config point) {
        Runner running = running();
        if (running == null) {
            throw new InvalidDeclarationException(
                    Problem.of("TUNE-416", spec.name() + " takes no point now", "the run has not begun"));
        }
        running.insert(point);
    }

    private synchronized @Nullable Runner running() {
        return runner;
    }
}
