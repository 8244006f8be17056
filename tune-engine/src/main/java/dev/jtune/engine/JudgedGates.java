package dev.jtune.engine;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the gates of a study said of one run; written when the last of them has spoken. */
final class JudgedGates {
    private final StudyDeclaration declaration;
    private final Evidence evidence;
    private final Path directory;
    private final String run;
    private final String mode;
    private final Set<String> awaited;
    private final Map<String, Judgement> judged = new LinkedHashMap<>();

    /**
     * Create it for the gates that are judged now; what others said of the same run before stays.
     *
     * @param awaited the ids of the gates that are judged now
     */
    JudgedGates(
            StudyDeclaration declaration,
            Evidence evidence,
            Path directory,
            String run,
            String mode,
            Set<String> awaited) {
        this.declaration = declaration;
        this.evidence = evidence;
        this.directory = directory;
        this.run = run;
        this.mode = mode;
        this.awaited = awaited;
        read(directory)
                .filter(before -> before.run().equals(run))
                .ifPresent(before -> before.gates().forEach(gate -> judged.put(gate.id(), gate)));
    }

    /** Read what the gates of a study said before; what cannot be read will be written anew. */
    static Optional<GateReport> read(Path directory) {
        try {
            return GateReport.read(directory);
        } catch (InvalidDeclarationException e) {
            return Optional.empty();
        }
    }

    /** Return what a gate has said of the run. */
    Optional<Judgement> judgement(String gate) {
        return Optional.ofNullable(judged.get(gate));
    }

    /** Take what a gate says. */
    void add(Judgement judgement) {
        judged.put(judgement.id(), judgement);
        awaited.remove(judgement.id());
        if (awaited.isEmpty()) {
            write();
        }
    }

    /** A disk that is full breaks no build: the gates have spoken. */
    private void write() {
        GateReport report = new GateReport(
                declaration.shortName(),
                declaration.type().getName(),
                declaration.method().getName(),
                run,
                mode,
                evidence.run().code(),
                evidence.run().space(),
                evidence.run().java(),
                evidence.run().host(),
                List.copyOf(judged.values()),
                evidence.confirmation());
        remember(PastRun.of(report, Instant.now()));
        try {
            report.write(directory);
            BaselineGate gate = declaration.baselineGate().orElse(null);
            if (gate != null && !gate.ci() && report.confirm() != null && isMissing(report, gate)) {
                Baseline.of(report, LocalDate.now(ZoneOffset.UTC), null).write(Baseline.pending(gate.file()));
            }
        } catch (IOException e) {
            System.out.println("[tune] " + declaration.shortName() + ": what its gates said cannot be written: " + e);
        }
    }

    /** Let later runs know of this one; a build passes without. */
    void remember(PastRun known) {
        try {
            RunHistory.add(directory, known);
        } catch (IOException e) {
            System.out.println(
                    "[tune] " + declaration.shortName() + ": its " + RunHistory.FILE + " cannot be written: " + e);
        }
    }

    private static boolean isMissing(GateReport report, BaselineGate gate) {
        return report.gate(gate.id())
                .filter(judgement -> judgement.verdict() == Verdict.NO_BASELINE)
                .isPresent();
    }
}
