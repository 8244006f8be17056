package dev.jtune.engine;

import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.ScoreGate;
import dev.jtune.run.RecordedStudy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gates and verdicts of a study go by, and what they have said. */
final class Judging {
    private final StudyDeclaration declaration;
    private @Nullable Path directory;
    private @Nullable Evidence evidence;
    private @Nullable JudgedGates judged;
    private @Nullable String unjudged;

    Judging(StudyDeclaration declaration) {
        this.declaration = declaration;
    }

    /** Judge nothing, for a reason that is shown. */
    void skip(String reason) {
        unjudged = reason;
    }

    boolean isSkipped() {
        return unjudged != null;
    }

    /**
     * Go by what a run, or its confirm phase, has found.
     *
     * @param own directory of the study, {@code null} in memory
     * @param gates the ids of those that are there to be judged
     */
    void by(Evidence found, @Nullable Path own, String run, String mode, Set<String> gates) {
        evidence = own == null ? found : found.after(RunHistory.read(own).without(run));
        directory = own;
        if (own != null) {
            judged = new JudgedGates(declaration, found, own, run, mode, gates);
            if (!isSkipped() && found.results() != null) {
                judged.remember(PastRun.of(run, Instant.now(), mode, found.results()));
            }
        }
    }

    /** Return the directory of the study that was judged; empty where none was, or in memory. */
    Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    private Evidence evidence() {
        Evidence found = evidence;
        if (found == null) {
            throw noResults();
        }
        return found;
    }

    ResultGrid results() {
        ResultGrid grid = evidence().results();
        if (grid == null) {
            throw noResults();
        }
        return grid;
    }

    private IllegalStateException noResults() {
        return new IllegalStateException("TUNE-205 " + declaration.shortName() + " has no results to judge");
    }

    /**
     * Return why a gate or a verdict is skipped, {@code null} if it is judged.
     *
     * @param gate the id of the gate, {@code null} for a verdict method
     */
    @Nullable
    String reasonToSkip(@Nullable String gate) {
        if (unjudged != null || evidence == null || evidence.results() != null) {
            return unjudged;
        }
        Objective verified = declaration.baselineGate().orElseThrow().objective();
        boolean isVerified = declaration.gates().stream()
                .anyMatch(known -> known.id().equals(gate) && known.objective().equals(verified));
        return isVerified
                ? null
                : Settings.RUN + "=verify judges the " + verified.metric() + " of the committed configuration only";
    }

    /** Judge, unless the evaluations that a gate asked for failed in the same run: to ask again would be another draw. */
    Judgement judge(ScoreGate gate) {
        Evidence found = evidence();
        boolean missing = found.confirmation() == null && gate.confirms();
        return Optional.ofNullable(judged)
                .filter(ignored -> missing && found.unconfirmed().isEmpty())
                .flatMap(before -> before.judgement(gate.id()))
                .orElseGet(() -> gate.judge(found));
    }

    /** Keep a verdict where reports read it: in the journal, and in the file of the gates. */
    void record(String name, Judgement judgement) {
        if (directory != null) {
            RecordedStudy.record(directory, name, !judgement.fails(), judgement.message());
        }
        if (judged != null) {
            judged.add(judgement);
        }
    }
}
