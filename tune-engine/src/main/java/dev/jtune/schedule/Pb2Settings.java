package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of population based bandits.
 *
 * @param perturbationInterval units of time from one comparison to the next; at least 1
 * @param burnIn units of time before the first comparison; at least 0
 * @param quantileFraction the share of trials that take over from as many at the top; more than 0 and at most 0.5
 * @param mutate the names of the parameters that change; empty for all that are drawn and have an order
 * @param synchronous whether all trials wait for each other before they are compared
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Pb2Settings(
        long perturbationInterval,
        long burnIn,
        double quantileFraction,
        List<String> mutate,
        boolean synchronous,
        String timeAttr) {

    public Pb2Settings {
        mutate = List.copyOf(mutate);
    }

    /** Return settings with an interval in iterations, and Ray Tune's values for the rest. */
    public static Pb2Settings every(long perturbationInterval) {
        return new Pb2Settings(perturbationInterval, 0, 0.25, List.of(), false, Metrics.TRAINING_ITERATION);
    }

    /** Return these settings with another {@code burnIn}. */
    public Pb2Settings burnIn(long value) {
        return new Pb2Settings(perturbationInterval, value, quantileFraction, mutate, synchronous, timeAttr);
    }

    /** Return these settings with another {@code quantileFraction}. */
    public Pb2Settings quantileFraction(double value) {
        return new Pb2Settings(perturbationInterval, burnIn, value, mutate, synchronous, timeAttr);
    }

    /** Return these settings for the parameters of these names only. */
    public Pb2Settings mutate(String... names) {
        return new Pb2Settings(perturbationInterval, burnIn, quantileFraction, List.of(names), synchronous, timeAttr);
    }

    /** Return these settings with another {@code synchronous}. */
    public Pb2Settings synchronous(boolean value) {
        return new Pb2Settings(perturbationInterval, burnIn, quantileFraction, mutate, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public Pb2Settings timeAttr(String value) {
        return new Pb2Settings(perturbationInterval, burnIn, quantileFraction, mutate, synchronous, value);
    }

    PopulationRule rule() {
        return new PopulationRule("PB2", perturbationInterval, burnIn, quantileFraction, synchronous, timeAttr);
    }

    /** Return everything that is wrong with the settings, whatever the space. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        rule().check(new Wrong("TUNE-488", "PB2", problems));
        return problems;
    }
}
