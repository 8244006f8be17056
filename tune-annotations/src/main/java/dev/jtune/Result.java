package dev.jtune;

import java.util.Map;
import org.apiguardian.api.API;

/** One result of a running trial, as schedulers, stoppers and loggers see it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Result {

    /** Return the trial's number. */
    int trial();

    /** Return the trial's configuration. */
    Config config();

    /** Return the number of the result in its trial's life, from 1: {@link Metrics#TRAINING_ITERATION} unless the trial reports its own. */
    int iteration();

    /** Tell whether the result has a numeric value for {@code metric}, be it finite or not. */
    boolean has(String metric);

    /** Return the numeric value of a metric, nested names joined by {@code /}; {@code NaN} where it has none. */
    double value(String metric);

    /** Return everything the result carries, the auto-filled metrics of {@link Metrics} included, nested names flattened with {@code /}. */
    Map<String, Object> metrics();
}
