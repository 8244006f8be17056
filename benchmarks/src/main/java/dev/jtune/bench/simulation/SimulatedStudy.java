package dev.jtune.bench.simulation;

import dev.jtune.Errored;
import dev.jtune.ResultGrid;
import dev.jtune.Resume;
import dev.jtune.bench.simulation.Scenario.Ending;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedFaults;
import dev.jtune.exec.sim.SimulatedStorage;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.StudyRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one scenario to its end, through the deaths of its process, and checks all that must hold. */
final class SimulatedStudy {
    private static final int MOST_KILLS = 3;

    private final Scenario scenario;
    private final Path directory;
    private final Observer observer = new Observer();
    private SimulatedStorage storage = new SimulatedStorage();
    private byte[] journal = {};
    private int calls;
    private int kills;
    private @Nullable SimulatedStorage left;

    /** What there was to see. */
    record Seen(int trials, int events, long launches, long messages, int kills, ResultGrid results) {}

    private SimulatedStudy(Scenario scenario, Path directory) {
        this.scenario = scenario;
        this.directory = directory;
    }

    /**
     * Run a scenario in an empty directory.
     *
     * @throws BrokenInvariantError if something does not hold that must, with the seed
     */
    static Seen run(Scenario scenario, Path directory) throws IOException {
        try {
            return new SimulatedStudy(scenario, directory).run();
        } catch (BrokenInvariantError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + scenario.seed() + " with " + scenario.workers() + " workers, " + scenario.schedulerName()
                            + ", " + scenario.ending() + ": " + e.getMessage() + "\n" + scenario,
                    e);
        }
    }

    private Seen run() throws IOException {
        ResultGrid results = null;
        while (results == null) {
            results = session();
        }
        observer.throwIfBroken();
        List<JournalEvent> events = FileJournal.read(file());
        ResultAudit.check(results, observer.ended(), JournalAudit.read(events, scenario));
        return new Seen(results.size(), events.size(), observer.launches(), observer.messages(), kills, results);
    }

    private Path file() {
        return directory.resolve("trials.jsonl");
    }

    /** Run until the end, or until the process is killed: then return {@code null}. */
    private @Nullable ResultGrid session() throws IOException {
        SimulatedFaults faults = scenario.faults();
        SimulatedBackend backend = new SimulatedBackend(
                scenario.workers(),
                storage,
                new SimulatedFaults(
                        faults.seed() + 1_000_003L * kills, faults.rates(), faults.workersPerNode(), faults.delay()));
        StudyRun[] run = new StudyRun[1];
        run[0] = StudyRun.of(
                scenario.study(
                        observer.watch(backend, () -> interrupt(run[0])),
                        directory,
                        kills == 0 ? ResumePolicy.NEVER : new ResumePolicy(Resume.REQUIRED, Errored.KEEP)),
                observer);
        calls = 0;
        try {
            return run[0].execute();
        } catch (KilledError e) {
            Files.write(file(), journal);
            storage = left == null ? storage : left;
            left = null;
            observer.reopen();
            return null;
        }
    }

    /** Called before each call of the backend. */
    private void interrupt(StudyRun run) {
        calls++;
        if (calls != scenario.moment() / (1 + kills)) {
            return;
        }
        if (scenario.ending() == Ending.CANCEL) {
            run.cancel("somebody pressed a key");
        } else if (scenario.ending() == Ending.KILL && kills < MOST_KILLS) {
            kill();
        }
    }

    /** Keep what is on the disk at this moment; whatever the process still does comes to nothing. */
    private void kill() {
        kills++;
        observer.close();
        left = storage.copy();
        try {
            journal = Files.readAllBytes(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
