package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Result;
import java.util.HashMap;
import java.util.Map;

/** A result made by hand. */
record Reported(int trial, int iteration, Map<String, Object> metrics) implements Result {

    static Reported of(int trial, int iteration, String metric, double value) {
        return new Reported(trial, iteration, Map.of(metric, value, Metrics.TRAINING_ITERATION, (long) iteration));
    }

    Reported with(String metric, Object value) {
        Map<String, Object> more = new HashMap<>(metrics);
        more.put(metric, value);
        return new Reported(trial, iteration, more);
    }

    @Override
    public Config config() {
        return Config.empty();
    }

    @Override
    public boolean has(String metric) {
        return metrics.get(metric) instanceof Number;
    }

    @Override
    public double value(String metric) {
        return metrics.get(metric) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
