package dev.jtune.space;

import dev.jtune.Config;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The values that one parameter may take.
 *
 * <p>Values are canonical: {@link Double} for reals, {@link Long} for integers, and for choices what {@link Config} stores
 * (strings, longs, doubles, booleans, lists).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Domain {

    /**
     * Real numbers, uniform or uniform in their logarithm.
     *
     * @param lower smallest value, included; greater than 0 where {@code log}
     * @param upper largest value; excluded where {@code q} is 0, else included
     * @param log whether the logarithm is uniform
     * @param q the step: values are multiples of it; 0 for none
     */
    record Real(double lower, double upper, boolean log, double q) implements Domain {}

    /**
     * Normally distributed real numbers.
     *
     * @param sd standard deviation, greater than 0
     * @param q the step: values are multiples of it; 0 for none
     */
    record Normal(double mean, double sd, double q) implements Domain {}

    /**
     * Integers, uniform or uniform in their logarithm.
     *
     * @param lower smallest value, included
     * @param upper largest value, included (spellings that exclude it are resolved before)
     * @param log whether the logarithm is uniform
     * @param q the step: values are multiples of it; 1 for all
     */
    record Int(long lower, long upper, boolean log, long q) implements Domain {}

    /**
     * One of a list of values, each as likely.
     *
     * @param values at least one, all different
     * @param ordered whether neighbours in the list are similar
     */
    record Choice(List<Object> values, boolean ordered) implements Domain {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** Every one of a list of values: an axis of a grid. */
    record Grid(List<Object> values) implements Domain {
        public Grid {
            values = List.copyOf(values);
        }
    }

    /**
     * A value computed from the others of the same configuration.
     *
     * @param source what the function is called where it is shown, such as {@code sample_from('warmup')}
     */
    record SampleFrom(String source, Function<Config, Object> function) implements Domain {}

    /** Always the same value. */
    record Constant(Object value) implements Domain {}
}
