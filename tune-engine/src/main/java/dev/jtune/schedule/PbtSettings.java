package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of population based training.
 *
 * <pre>{@code
 * PbtSettings.every(5).quantileFraction(0.2).mutate("rate")
 * }</pre>
 *
 * @param perturbationInterval units of time from one comparison to the next; at least 1
 * @param burnIn units of time before the first comparison; at least 0
 * @param quantileFraction the share of trials that take over from as many at the top; more than 0 and at most 0.5
 * @param resampleProbability how probably a parameter is drawn anew instead of perturbed; from 0 to 1
 * @param perturbationFactors one of them multiplies a number; each more than 0
 * @param mutate the names of the parameters that change; empty for all that are drawn
 * @param explore a change of your own, after that
 * @param synchronous whether all trials wait for each other before they are compared
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PbtSettings(
        long perturbationInterval,
        long burnIn,
        double quantileFraction,
        double resampleProbability,
        List<Double> perturbationFactors,
        List<String> mutate,
        Exploration explore,
        boolean synchronous,
        String timeAttr) {

    public PbtSettings {
        perturbationFactors = List.copyOf(perturbationFactors);
        mutate = List.copyOf(mutate);
    }

    /** Return settings with an interval in iterations, and Ray Tune's values for the rest. */
    public static PbtSettings every(long perturbationInterval) {
        return new PbtSettings(
                perturbationInterval,
                0,
                0.25,
                0.25,
                List.of(1.2, 0.8),
                List.of(),
                Exploration.NONE,
                false,
                Metrics.TRAINING_ITERATION);
    }

    /** Return these settings with another {@code burnIn}. */
    public PbtSettings burnIn(long value) {
        return new PbtSettings(
                perturbationInterval,
                value,
                quantileFraction,
                resampleProbability,
                perturbationFactors,
                mutate,
                explore,
                synchronous,
                timeAttr);
    }

    /** Return these settings with another {@code quantileFraction}. */
    public PbtSettings quantileFraction(double value) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                value,
                resampleProbability,
                perturbationFactors,
                mutate,
                explore,
                synchronous,
                timeAttr);
    }

    /** Return these settings with another {@code resampleProbability}. */
    public PbtSettings resampleProbability(double value) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                value,
                perturbationFactors,
                mutate,
                explore,
                synchronous,
                timeAttr);
    }

    /** Return these settings with other {@code perturbationFactors}. */
    public PbtSettings perturbationFactors(Double... values) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                resampleProbability,
                List.of(values),
                mutate,
                explore,
                synchronous,
                timeAttr);
    }

    /** Return these settings for the parameters of these names only. */
    public PbtSettings mutate(String... names) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                resampleProbability,
                perturbationFactors,
                List.of(names),
                explore,
                synchronous,
                timeAttr);
    }

    /** Return these settings with a change of your own. */
    public PbtSettings explore(Exploration value) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                resampleProbability,
                perturbationFactors,
                mutate,
                value,
                synchronous,
                timeAttr);
    }

    /** Return these settings with another {@code synchronous}. */
    public PbtSettings synchronous(boolean value) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                resampleProbability,
                perturbationFactors,
                mutate,
                explore,
                value,
                timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public PbtSettings timeAttr(String value) {
        return new PbtSettings(
                perturbationInterval,
                burnIn,
                quantileFraction,
                resampleProbability,
                perturbationFactors,
                mutate,
                explore,
                synchronous,
                value);
    }

    PopulationRule rule() {
        return new PopulationRule("PBT", perturbationInterval, burnIn, quantileFraction, synchronous, timeAttr);
    }

    /** Return everything that is wrong with the settings, whatever the space. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-485", "PBT", problems);
        rule().check(wrong);
        wrong.unless(
                resampleProbability >= 0 && resampleProbability <= 1,
                "resampleProbability must be from 0 to 1, was " + resampleProbability);
        wrong.unless(
                !perturbationFactors.isEmpty()
                        && perturbationFactors.stream()
                                .allMatch(factor -> factor > 0 && factor < Double.POSITIVE_INFINITY),
                "perturbationFactors must be numbers of more than 0, were " + perturbationFactors);
        return problems;
    }
}
