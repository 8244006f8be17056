package dev.jtune.assertj;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.Tolerance;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the results of a study. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ResultGridAssert extends AbstractAssert<ResultGridAssert, ResultGrid> {

    ResultGridAssert(ResultGrid actual) {
        super(actual, ResultGridAssert.class);
    }

    /** Verify that there are so many trials. */
    public ResultGridAssert hasSize(int expected) {
        isNotNull();
        if (actual.size() != expected) {
            throw failureWithActualExpected(
                    actual.size(),
                    expected,
                    "Expected %s to have %s trials but it has %s",
                    actual.study(),
                    expected,
                    actual.size());
        }
        return this;
    }

    /** Verify that no trial failed, tolerated or not. */
    public ResultGridAssert hasNoErrors() {
        isNotNull();
        if (actual.hasErrors()) {
            TrialResult first = actual.errors().get(0);
            throw failure(
                    "Expected no trial of %s to fail but %s of %s did, the first was trial %s (%s): %s",
                    actual.study(),
                    actual.numErrors(),
                    actual.size(),
                    first.number(),
                    first.config(),
                    first.error().map(Throwable::toString).orElse(""));
        }
        return this;
    }

    /**
     * Verify that the best score is at least {@code bound}.
     *
     * <pre>{@code
     * assertThat(results).hasBestAtLeast(0.93);   // passes for 0.93 and 0.9421
     * assertThat(results).hasBestAtLeast(0.95);   // fails for 0.9421
     * }</pre>
     */
    public ResultGridAssert hasBestAtLeast(double bound) {
        double score = best("at least " + bound).score();
        if (!(score >= bound)) {
            throw failureWithActualExpected(score, bound, "%s", explain("at least", bound));
        }
        return this;
    }

    /** Verify that the best score is at most {@code bound}; see {@link #hasBestAtLeast}. */
    public ResultGridAssert hasBestAtMost(double bound) {
        double score = best("at most " + bound).score();
        if (!(score <= bound)) {
            throw failureWithActualExpected(score, bound, "%s", explain("at most", bound));
        }
        return this;
    }

    /**
     * Verify that the best score is no worse than the mean of a committed baseline, by more than a tolerance.
     *
     * <pre>{@code
     * assertThat(results).isNoWorseThanBaseline(Path.of("src/test/tune/digits.json"), "0.5%");
     * }</pre>
     *
     * <p>It compares the score that the search saw, and the best of many noisy scores is a lucky one: a gate, {@code @Gate(baseline = ...)},
     * evaluates the configuration again, and weighs the noise.
     *
     * @param file the file of the baseline
     * @param tolerance {@code 0.005} of the metric, {@code 0.5%} of the baseline, or {@code 1sd} of its noise
     * @throws IllegalArgumentException if the tolerance is none of these
     */
    public ResultGridAssert isNoWorseThanBaseline(Path file, String tolerance) {
        Tolerance allowed = Tolerance.parse(tolerance);
        Baseline baseline = Baseline.read(file)
                .orElseThrow(() -> failure(
                        "Expected the best score to be no worse than the baseline %s but there is no such file; "
                                + "a study with @Gate(baseline = ...) makes one, and mvn tune:accept commits it",
                        file));
        Objective objective = Objective.of(baseline.metric(), baseline.mode());
        double best = best("no worse than its baseline").score(objective);
        Mode mode = baseline.mode();
        double limit = mode.loss(mode.loss(baseline.mean()) + allowed.of(baseline));
        if (mode.isBetter(limit, best) || !Double.isFinite(best)) {
            throw failureWithActualExpected(
                    best,
                    limit,
                    "Expected the best %s of %s to be no worse than its baseline %s by %s but it is %s (trial %s: %s)",
                    baseline.metric(),
                    actual.study(),
                    baseline.mean(),
                    allowed,
                    best,
                    actual.best().number(),
                    actual.best().config());
        }
        return this;
    }

    /** Verify that the configuration of the best trial satisfies {@code requirements}. */
    public ResultGridAssert hasBestConfigSatisfying(Consumer<Config> requirements) {
        requirements.accept(best("there").config());
        return this;
    }

    /**
     * Verify that the front dominates at least {@code bound} of the space up to a reference; see {@link ResultGrid#hypervolume}.
     *
     * <pre>{@code
     * assertThat(results).hasHypervolumeAtLeast(40, 0.5, 200);   // accuracy above 0.5, milliseconds below 200
     * }</pre>
     */
    public ResultGridAssert hasHypervolumeAtLeast(double bound, double... reference) {
        isNotNull();
        double volume = actual.hypervolume(reference);
        if (!(volume >= bound)) {
            throw failureWithActualExpected(
                    volume,
                    bound,
                    "Expected the hypervolume of %s up to %s to be at least %s but it is %s; front:%s",
                    actual.study(),
                    Arrays.toString(reference),
                    bound,
                    volume,
                    actual.paretoFront().stream()
                            .map(trial -> "\n  trial " + trial.number() + "  " + scores(trial) + "  " + trial.config())
                            .collect(Collectors.joining()));
        }
        return this;
    }

    private String scores(TrialResult trial) {
        return actual.objectives().stream()
                .map(objective -> objective.metric() + " " + trial.score(objective))
                .collect(Collectors.joining("  "));
    }

    private TrialResult best(String expected) {
        isNotNull();
        Optional<TrialResult> best = actual.bestOrEmpty();
        if (best.isEmpty() && !actual.ranking().isEmpty()) {
            throw failure(
                    "Expected the best %s of %s to be %s but %s",
                    actual.objectives().get(0).metric(),
                    actual.study(),
                    expected,
                    actual.infeasible(actual.ranking().get(0)));
        }
        return best.orElseThrow(() -> failure(
                "Expected the best %s of %s to be %s but no trial has a finite score (%s trials, %s failed)",
                actual.objectives().get(0).metric(), actual.study(), expected, actual.size(), actual.numErrors()));
    }

    private String explain(String relation, double bound) {
        TrialResult best = actual.best();
        return "Expected the best " + actual.objectives().get(0).metric() + " of " + actual.study() + " to be "
                + relation + " " + bound + " but it is " + best.score() + " (trial " + best.number() + ": "
                + best.config() + ")";
    }
}
