package dev.jtune.bench.decisions;

import dev.jtune.Metrics;
import dev.jtune.Mode;
import dev.jtune.bench.decisions.Pool.Trait;
import dev.jtune.search.cube.Brackets;
import dev.jtune.search.cube.SeededStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws scenarios. */
final class Scenarios {
    private static final int MOST_TRIALS = 60;

    private Scenarios() {}

    /** Draw a scenario; the same for the same pool and number. */
    static Scenario draw(Pool pool, int number) {
        SeededStream random = SeededStream.of(number, pool.kind() + pool.name(), 0);
        Map<String, Object> settings = new HashMap<>();
        settings.put("time_attr", Metrics.TRAINING_ITERATION);
        int trials = switch (pool.kind()) {
            case ASHA -> asha(pool, settings, random);
            case HYPER_BAND, HYPER_BAND_LARGEST_FIRST -> hyperBand(pool, settings, random);
            case MEDIAN -> median(pool, settings, random);
            case PBT -> pbt(settings, random);
        };
        long maxT = ((Number) settings.getOrDefault("max_t", 40L)).longValue();
        if (pool.has(Trait.ENDLESS)) {
            settings.put("stop_last_trials", false);
        }
        List<Scenario.Script> scripts = new ArrayList<>();
        long results = 0;
        for (int i = 0; i < trials; i++) {
            Scenario.Script script = script(pool, maxT, random);
            scripts.add(script);
            results += script.times().length + 1;
        }
        int[] picks = new int[(int) results];
        for (int i = 0; i < picks.length; i++) {
            picks[i] = random.nextInt(1 << 20);
        }
        return new Scenario(settings, random.nextBoolean() ? Mode.MAX : Mode.MIN, scripts, picks);
    }

    private static int asha(Pool pool, Map<String, Object> settings, SeededStream random) {
        boolean top = pool.has(Trait.TOP_RUNG);
        long grace = top ? 1 : 1 + random.nextInt(3);
        settings.put("reduction_factor", (long) factor(pool, random));
        settings.put("grace_period", grace);
        settings.put("max_t", top ? 243 : grace * (2 + random.nextInt(60)));
        return 2 + random.nextInt(top ? 6 : MOST_TRIALS / 2);
    }

    private static int hyperBand(Pool pool, Map<String, Object> settings, SeededStream random) {
        int factor = factor(pool, random);
        long maxT = length(factor, pool.has(Trait.ODD_LENGTH), random);
        settings.put("reduction_factor", (long) factor);
        settings.put("max_t", maxT);
        return trialsOfWholeBrackets(pool, new Brackets(maxT, 1, factor), random) - (pool.has(Trait.UNFILLED) ? 1 : 0);
    }

    private static int median(Pool pool, Map<String, Object> settings, SeededStream random) {
        settings.put("grace_period", (long) random.nextInt(6));
        settings.put("min_samples_required", 1L + random.nextInt(5));
        settings.put("counts_last_twice", pool.has(Trait.LAST_TWICE));
        return 2 + random.nextInt(MOST_TRIALS / 2);
    }

    private static int pbt(Map<String, Object> settings, SeededStream random) {
        settings.put("perturbation_interval", 1L + random.nextInt(6));
        settings.put("burn_in_period", (long) random.nextInt(12));
        settings.put("quantile_fraction", 0.05 * (1 + random.nextInt(10)));
        return 2 + random.nextInt(MOST_TRIALS / 2);
    }

    private static int factor(Pool pool, SeededStream random) {
        if (pool.has(Trait.THIRDS) || pool.has(Trait.TOP_RUNG)) {
            return 3;
        }
        return pool.has(Trait.EQUAL_VALUES) ? 2 + 2 * random.nextInt(2) : 2 + random.nextInt(3);
    }

    private static long length(int factor, boolean odd, SeededStream random) {
        int halvings = 1 + random.nextInt(factor == 2 ? 4 : factor == 3 ? 3 : 2);
        long length = 1;
        for (int i = 0; i < halvings; i++) {
            length *= factor;
        }
        return odd ? length + 1 + random.nextInt((int) (length * (factor - 1) - 1)) : length;
    }

    /** Return how many trials fill one bracket or more, in their order. */
    private static int trialsOfWholeBrackets(Pool pool, Brackets brackets, SeededStream random) {
        int deepest = brackets.deepest();
        int filled = 1 + random.nextInt(deepest + 2);
        int trials = 0;
        for (int i = 0; i < filled; i++) {
            int turn = i % (deepest + 1);
            int size = brackets.size(pool.kind() == Kind.HYPER_BAND ? turn : deepest - turn);
            if (i > 0 && trials + size > MOST_TRIALS) {
                break;
            }
            trials += size;
        }
        return trials;
    }

    private static Scenario.Script script(Pool pool, long maxT, SeededStream random) {
        boolean fails = pool.has(Trait.FAILURES) && random.nextInt(8) == 0;
        long last = pool.has(Trait.ENDLESS) ? maxT + 3 : fails ? random.nextInt((int) maxT) : maxT + 6;
        List<Long> times = new ArrayList<>();
        for (long time = 1; time <= last; time += pool.has(Trait.JUMPS) ? 1 + random.nextInt(6) : 1) {
            times.add(time);
        }
        double[] values = new double[times.size()];
        double quality = random.nextDouble();
        for (int i = 0; i < values.length; i++) {
            double value = quality + random.nextDouble();
            value = pool.has(Trait.EQUAL_VALUES) ? Math.rint(4 * value) / 4 : value;
            values[i] = pool.has(Trait.NOT_A_NUMBER) && random.nextInt(10) == 0 ? Double.NaN : value;
        }
        return new Scenario.Script(times.stream().mapToLong(time -> time).toArray(), values);
    }
}
