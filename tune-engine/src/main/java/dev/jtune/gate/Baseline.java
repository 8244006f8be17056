package dev.jtune.gate;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A score that a team has committed, with all that it takes to measure it again: {@code src/test/tune/DigitsTest.network.json}.
 *
 * <p>The file has one value a line and sorted keys, so that a change of it is a small diff for a review. Mean and spread in it follow from
 * the scores, and are there for people.
 *
 * @param study the study as people know it
 * @param metric the metric
 * @param mode its better direction
 * @param config the configuration
 * @param iterations results after which an evaluation ends that does not end before; 0 where it ends by itself
 * @param seeds the seed of each evaluation
 * @param scores the score of each evaluation, as many as seeds
 * @param deterministic whether another evaluation of one of the seeds gave the same score
 * @param code the digest of the code that ran
 * @param space the digest of the space
 * @param date when it was measured
 * @param java the Java version that ran it
 * @param host the kind of machine that ran it
 * @param reason why the bar was lowered, {@code null} where it was not
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Baseline(
        String study,
        String metric,
        Mode mode,
        Config config,
        int iterations,
        List<Long> seeds,
        List<Double> scores,
        boolean deterministic,
        String code,
        String space,
        LocalDate date,
        String java,
        String host,
        @Nullable String reason) {
    private static final int SCHEMA = 1;

    public Baseline {
        seeds = List.copyOf(seeds);
        scores = List.copyOf(scores);
        if (scores.isEmpty() || scores.size() != seeds.size()) {
            throw new IllegalArgumentException("\"seeds\" and \"scores\" are not of one length, or empty");
        }
        if (!scores.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("\"scores\" has a number that is not finite");
        }
    }

    /**
     * Return what a run has confirmed, to be committed.
     *
     * @throws IllegalArgumentException if it confirmed nothing
     */
    public static Baseline of(GateReport report, LocalDate date, @Nullable String reason) {
        Confirmation confirmed = report.confirm();
        if (confirmed == null) {
            throw new IllegalArgumentException("the run of " + report.study() + " has confirmed no configuration");
        }
        return new Baseline(
                report.study(),
                confirmed.metric(),
                confirmed.mode(),
                confirmed.config(),
                confirmed.iterations(),
                confirmed.seeds(),
                confirmed.scores(),
                confirmed.deterministic(),
                report.code(),
                report.space(),
                date,
                report.java(),
                report.host(),
                reason);
    }

    /** Return this baseline with a reason why it lowers the bar; {@code null} for none. */
    public Baseline withReason(@Nullable String lowered) {
        return new Baseline(
                study,
                metric,
                mode,
                config,
                iterations,
                seeds,
                scores,
                deterministic,
                code,
                space,
                date,
                java,
                host,
                lowered);
    }

    /** Return the file beside {@code file} where a baseline waits to be accepted. */
    public static Path pending(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Return the mean score. */
    public double mean() {
        return Sample.of(scores).mean();
    }

    /** Return the standard deviation of the scores, 0 for a single one. */
    public double sd() {
        return Sample.of(scores).sd();
    }

    /** Tell whether its mean is a lower bar than that of {@code other}; another metric is no lower one. */
    public boolean isLowerThan(Baseline other) {
        return metric.equals(other.metric) && mode == other.mode && mode.isBetter(other.mean(), mean());
    }

    /**
     * Read a baseline; empty where there is no such file.
     *
     * @throws InvalidDeclarationException TUNE-114 if it cannot be read, TUNE-115 if a newer version has written it
     */
    public static Optional<Baseline> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            Fields json = Fields.read(file);
            int schema = json.count("schema");
            if (schema > SCHEMA) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-115",
                        file.toString(),
                        "the baseline has schema " + schema + ", and this version reads up to " + SCHEMA,
                        "use the version of Tune for JUnit that wrote it, or a newer one"));
            }
            return Optional.of(of(json));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-114",
                    file.toString(),
                    "the baseline cannot be read: " + e.getMessage(),
                    "take it from version control again, or delete it, run the study and accept it anew"));
        }
    }

    private static Baseline of(Fields json) {
        return new Baseline(
                json.text("study"),
                json.text("metric"),
                json.constant("mode", Mode.class),
                json.config("config"),
                json.count("iterations"),
                json.wholeNumbers("seeds"),
                json.numbers("scores"),
                json.bool("deterministic"),
                json.text("code"),
                json.text("space"),
                date(json.text("date")),
                json.text("java"),
                json.text("host"),
                json.has("reason") ? json.text("reason") : null);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"date\" is not a date like 2026-11-02", e);
        }
    }

    /** Write the baseline, as a whole; its directory is made where there is none. */
    public void write(Path file) throws IOException {
        Map<String, @Nullable Object> json = new TreeMap<>();
        json.put("schema", SCHEMA);
        json.put("study", study);
        json.put("metric", metric);
        json.put("mode", mode.name());
        json.put("config", config.asMap());
        json.put("iterations", iterations);
        json.put("seeds", seeds);
        json.put("scores", scores);
        json.put("n", scores.size());
        json.put("mean", mean());
        json.put("sd", sd());
        json.put("deterministic", deterministic);
        json.put("code", code);
        json.put("space", space);
        json.put("date", date.toString());
        json.put("java", java);
        json.put("host", host);
        if (reason != null) {
            json.put("reason", reason);
        }
        Fields.write(file, json);
    }
}
