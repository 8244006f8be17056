package dev.jtune.search;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Makes a searcher independent of the order in which trials end: with a lag of c, it suggests trial i knowing exactly the trials up to i
 * - c, told in the order of their numbers. Where it waits, it is told of more, in that order too.
 *
 * <p>It hears nothing of how long a trial ran, which no run repeats.
 */
final class LaggedSearcher implements Searcher {
    private final Searcher searcher;
    private final int lag;
    private final Map<Integer, Observation> untold = new TreeMap<>();
    private int told;

    LaggedSearcher(Searcher searcher, int lag) {
        this.searcher = searcher;
        this.lag = lag;
    }

    @Override
    public Suggestion suggest(int number) {
        Suggestion suggestion = new Suggestion.Wait();
        do {
            if (told >= number - lag) {
                suggestion = searcher.suggest(number);
            }
        } while (suggestion instanceof Suggestion.Wait && tellNext());
        return suggestion;
    }

    /** Tell the searcher of one trial more; {@code false} where that has not ended. */
    private boolean tellNext() {
        Observation next = untold.remove(told + 1);
        if (next == null) {
            return false;
        }
        told++;
        searcher.onTrialEnd(next);
        return true;
    }

    @Override
    public void onTrialEnd(Observation observation) {
        untold.put(
                observation.number(),
                new Observation(
                        observation.number(),
                        observation.config(),
                        observation.outcome(),
                        observation.scores(),
                        observation.iterations(),
                        observation.violation(),
                        Double.NaN));
    }

    @Override
    public OptionalInt recommend() {
        while (tellNext()) {
            // all that ended counts now, in the order of the numbers
        }
        return searcher.recommend();
    }

    @Override
    public OptionalInt total() {
        return searcher.total();
    }

    @Override
    public String name() {
        return searcher.name();
    }
}
