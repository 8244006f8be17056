package dev.jtune.engine;

import dev.jtune.declare.StudyDeclaration;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.run.CodeDigest;
import dev.jtune.run.StudySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gates of a study said of one run; written when the last of them has spoken. */
final class JudgedGates {
    private final StudyDeclaration declaration;
    private final StudySpec spec;
    private final Path directory;
    private final String run;
    private final String mode;
    private final Set<String> awaited;
    private final Map<String, Judgement> judged = new LinkedHashMap<>();
    private @Nullable Confirmation confirmed;

    /**
     * Create it for the gates that are judged now; what others said of the same run before stays.
     *
     * @param awaited the ids of the gates that are judged now
     */
    JudgedGates(
            StudyDeclaration declaration,
            StudySpec spec,
            Path directory,
            String run,
            String mode,
            Set<String> awaited) {
        this.declaration = declaration;
        this.spec = spec;
        this.directory = directory;
        this.run = run;
        this.mode = mode;
        this.awaited = awaited;
        Optional<GateReport> before =
                GateReport.read(directory).filter(report -> report.run().equals(run));
        before.ifPresent(report -> report.gates().forEach(gate -> judged.put(gate.id(), gate)));
        confirmed = before.map(GateReport::confirm).orElse(null);
    }

    /** Take what a gate says. */
    void add(Judgement judgement) {
        judged.put(judgement.id(), judgement);
        awaited.remove(judgement.id());
        if (awaited.isEmpty()) {
            write();
        }
    }

    private void write() {
        List<Judgement> gates = new ArrayList<>(judged.values());
        try {
            new GateReport(
                            declaration.shortName(),
                            declaration.type().getName(),
                            declaration.method().getName(),
                            run,
                            mode,
                            CodeDigest.of(spec.trainable()),
                            CodeDigest.of(spec.space()),
                            Runtime.version().toString(),
                            host(),
                            gates,
                            confirmed)
                    .write(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String host() {
        return String.format(Locale.ROOT, "%s %s", System.getProperty("os.name"), System.getProperty("os.arch"));
    }
}
