package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.ThresholdGate;
import dev.jtune.json.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes confirmed results of a module the baselines that a team commits.
 *
 * <p>A bar is raised for the asking. One that is lowered, or replaced by one that cannot be compared with it, takes a reason, which stays
 * in the file, so that a review sees it.
 */
final class Acceptance {
    private static final int SHOWN_DIGITS = 3;
    private static final String PENDING = ".json.new";

    private final TunedModule module;
    private final Freshness freshness;
    private final @Nullable String reason;
    private final LocalDate today;

    Acceptance(TunedModule module, @Nullable String reason, LocalDate today) {
        this.module = module;
        this.freshness = new Freshness(module);
        this.reason = reason;
        this.today = today;
    }

    /** What became of a study. */
    sealed interface Answer {
        /** What to tell. */
        String message();

        /** Its result is the baseline now. */
        record Accepted(String message) implements Answer {}

        /** There was nothing to accept. */
        record LeftAlone(String message) implements Answer {}

        /** It takes more than was given. */
        record Refused(String message) implements Answer {}
    }

    /**
     * A result that could be a baseline.
     *
     * @param study the study
     * @param file where its baseline is, or would be
     * @param result what was confirmed, {@code null} if nothing was
     * @param source the file that the result is in
     * @param isWanted whether it waits to be accepted: it is new, better or worse
     */
    record Offer(DeclaredStudy study, Path file, @Nullable Baseline result, Path source, boolean isWanted) {}

    /** Return what could be accepted, by study. */
    List<Offer> offers() throws IOException {
        List<Offer> offers = new ArrayList<>();
        Set<Path> pending = new HashSet<>();
        for (GateReport report : module.judged()) {
            report.gates().stream()
                    .filter(gate -> gate.baseline() != null)
                    .findFirst()
                    .ifPresent(gate -> {
                        Offer offer = offer(report, gate);
                        offers.add(offer);
                        pending.add(Baseline.pending(offer.file()));
                    });
        }
        for (Path file : pendingFiles()) {
            if (!pending.contains(file)) {
                Baseline waiting = Baseline.read(file).orElseThrow();
                offers.add(new Offer(DeclaredStudy.named(waiting.study()), committed(file), waiting, file, true));
            }
        }
        return offers;
    }

    private Offer offer(GateReport report, Judgement gate) {
        Path file = module.basedir().resolve(Objects.requireNonNull(gate.baseline()));
        Path pending = Baseline.pending(file);
        DeclaredStudy study = DeclaredStudy.of(report);
        Path source = module.directory(study).resolve(GateReport.FILE);
        if (Files.notExists(file) && Files.exists(pending)) {
            return new Offer(study, file, Baseline.read(pending).orElseThrow(), pending, true);
        }
        Baseline confirmed = report.confirm() == null ? null : Baseline.of(report, today, null);
        boolean isWanted = switch (gate.verdict()) {
            case IMPROVED, REGRESSED, NO_BASELINE, INCOMPATIBLE -> true;
            case PASS, INCONCLUSIVE, BELOW_THRESHOLD, NOT_RUN, STALE, ERROR -> false;
        };
        return new Offer(study, file, confirmed, source, isWanted);
    }

    private static Path committed(Path pending) {
        String name = pending.getFileName().toString();
        return pending.resolveSibling(name.substring(0, name.length() - ".new".length()));
    }

    private List<Path> pendingFiles() throws IOException {
        Path directory = module.basedir().resolve(TunedModule.BASELINES);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(PENDING))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Accept an offer, if it may be.
     *
     * @param named whether a user has asked for this study by name
     * @throws InvalidDeclarationException if the baseline that is there cannot be read
     */
    Answer accept(Offer offer, boolean named) throws IOException {
        String place = offer.study().shortName() + ": ";
        Baseline result = offer.result();
        if (result == null) {
            String text = place + "no configuration was confirmed in its last run";
            return named
                    ? new Answer.Refused("TUNE-606 " + text + "; run mvn verify, and look at why its gate could not")
                    : new Answer.LeftAlone(text);
        }
        if (!named && !offer.isWanted()) {
            return new Answer.LeftAlone(place + described(result) + " is neither better nor worse than its baseline");
        }
        Optional<String> stale = freshness.complaint(result.code(), offer.source());
        if (stale.isPresent()) {
            return new Answer.Refused("TUNE-602 " + place + stale.get() + "; run mvn verify");
        }
        Baseline committed = Baseline.read(offer.file()).orElse(null);
        Optional<String> objection = objection(result, committed);
        if (objection.isPresent() && reason == null) {
            return new Answer.Refused(
                    "TUNE-607 " + place + objection.get() + "; if intended: mvn tune:accept \"-Dtune.study="
                            + offer.study().shortName() + "\" \"-Dtune.reason=...\"");
        }
        result.withReason(objection.isPresent() ? reason : null).write(offer.file());
        Files.deleteIfExists(Baseline.pending(offer.file()));
        return new Answer.Accepted(
                place + described(result) + (committed == null ? "" : ", was " + described(committed)) + "; commit "
                        + module.shown(offer.file()));
    }

    private static Optional<String> objection(Baseline result, @Nullable Baseline committed) {
        if (committed == null) {
            return Optional.empty();
        }
        if (!result.metric().equals(committed.metric()) || result.mode() != committed.mode()) {
            return Optional.of(described(result) + " cannot be compared with the committed " + described(committed));
        }
        return result.isLowerThan(committed)
                ? Optional.of(described(result) + " is worse than the committed " + described(committed) + " by "
                        + amount(Math.abs(result.mean() - committed.mean())))
                : Optional.empty();
    }

    private static String described(Baseline baseline) {
        int seeds = baseline.seeds().size();
        return baseline.metric() + " " + ThresholdGate.shown(baseline.mean())
                + (seeds == 1 ? "" : " +- " + amount(baseline.sd()) + " over " + seeds + " seeds");
    }

    private static String amount(double value) {
        return ThresholdGate.shown(Numbers.rounded(value, SHOWN_DIGITS));
    }
}
