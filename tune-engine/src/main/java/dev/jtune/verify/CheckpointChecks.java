package dev.jtune.verify;

import dev.jtune.verify.Findings.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that a checkpoint is saved without a trace, and loaded without a difference, wherever it lies. */
final class CheckpointChecks {
    private final Bench bench;
    private final Findings findings;
    private final Path directory;
    private @Nullable Map<String, byte[]> files;
    private boolean saved;

    CheckpointChecks(Bench bench, Findings findings) throws IOException {
        this.bench = bench;
        this.findings = findings;
        this.directory = bench.workspace().newDirectory("checkpoint");
    }

    void run() {
        findings.judge("save", "TUNE-503", this::save);
        if (!saved) {
            return;
        }
        boolean loads = findings.judge("load", "TUNE-504", () -> load(open(), ""));
        loads &= findings.judge("load again", "TUNE-505", () -> load(open(), " a second time"));
        if (loads) {
            findings.judge("relocate", "TUNE-506", this::relocate);
        }
    }

    private Verdict save() throws Throwable {
        int before = bench.before();
        Optional<Trace.Difference> difference;
        try (Subject subject = bench.fresh()) {
            subject.steps(before);
            subject.save(directory);
            saved = true;
            difference = bench.difference(subject.steps(bench.reference().length() - before), before);
        }
        if (bench.check().inMemory()) {
            files = Workspace.takeIntoMemory(directory);
        }
        return difference
                .map(found -> Verdict.failed(found.between(
                                "an object that was saved after step " + before + " has", "without the save it has")
                        + "; saving must not change the object"))
                .orElseGet(() -> Verdict.passed("an object goes on after it was saved as if it had not been"));
    }

    private Path open() throws IOException {
        return files == null ? directory : bench.workspace().write(files);
    }

    private Verdict load(Path from, String how) throws Throwable {
        int before = bench.before();
        try (Subject subject = bench.fresh()) {
            subject.load(from);
            return bench.difference(subject.steps(bench.reference().length() - before), before)
                    .map(found -> Verdict.failed(found.between(
                            "a new object that loaded the checkpoint of step " + before + how + " has",
                            "the uninterrupted run has")))
                    .orElseGet(() -> Verdict.passed("a new object goes on after step " + before
                            + " like the uninterrupted run (compared: " + bench.compared() + ")"));
        }
    }

    private Verdict relocate() throws Throwable {
        Path original = open();
        Optional<String> absolute = bench.workspace().absolutePath(original);
        if (absolute.isPresent()) {
            return Verdict.failed(
                    absolute.get() + "; checkpoints are moved: write names relative to the directory, or none at all");
        }
        return load(bench.workspace().move(original), " from where it was moved to");
    }
}
