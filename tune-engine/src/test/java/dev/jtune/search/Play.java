package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A study of one searcher, without trials: suggests and tells until the searcher ends. */
final class Play {
    private Play() {}

    /** Tells the scores of a configuration, the trial's number beside it. */
    interface Scores {
        double[] of(int number, Config config);
    }

    static SearchContext context(ParamSpace space, long seed, int samples, Config... points) {
        return new SearchContext(space, List.of(Objective.of("score", Mode.MIN)), seed, samples, List.of(points));
    }

    /** Return the configurations in order, one tried at a time. */
    static List<Config> alone(SearcherProvider provider, SearchContext context, Scores scores) {
        return several(provider, context, scores, 1);
    }

    /** Return the configurations in order, up to {@code concurrency} tried at a time, which end in another order. */
    static List<Config> several(SearcherProvider provider, SearchContext context, Scores scores, int concurrency) {
        Searcher searcher = Searchers.create(
                provider,
                new SearchContext(
                        context.space(),
                        context.objectives(),
                        context.seed(),
                        context.numSamples(),
                        context.points(),
                        concurrency,
                        false,
                        OptionalDouble.empty()));
        SeededStream order = SeededStream.of(context.seed(), "order", 0);
        List<Config> configs = new ArrayList<>();
        TreeMap<Integer, Config> running = new TreeMap<>();
        while (searcher.suggest(configs.size() + 1) instanceof Suggestion.Try suggested) {
            configs.add(suggested.config());
            running.put(configs.size(), suggested.config());
            if (running.size() == concurrency) {
                List<Integer> numbers = List.copyOf(running.keySet());
                int number = numbers.get(order.nextInt(numbers.size()));
                Config config = running.get(number);
                running.remove(number);
                searcher.onTrialEnd(new Observation(
                        number, config, new TrialOutcome.Completed(), scores.of(number, config), 1, 0, Double.NaN));
            }
        }
        return configs;
    }

    /** Score a configuration by all of its values, whatever they are. */
    static double[] byValues(int number, Config config) {
        double sum = 0;
        for (Object value : config.asMap().values()) {
            sum += value instanceof Number real ? StrictMath.atan(real.doubleValue()) : (value.hashCode() % 7) / 7.0;
        }
        return new double[] {sum};
    }
}
