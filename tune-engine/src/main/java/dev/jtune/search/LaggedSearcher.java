package dev.jtune.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Makes a searcher independent of the order in which trials end: with a lag of c, it suggests trial i knowing exactly the trials up to i
 * - c, told in the order of their numbers. Where it waits, it is told of more, in that order too.
 *
 * <p>A trial that pauses is as good as ended: it makes room for another one, and may go on only when others have caught up. What becomes of it
 * after that is told at once, as a run that has a scheduler repeats its order too. One that goes on past a rung has not ended.
 *
 * <p>It hears nothing of how long a trial ran, which no run repeats.
 */
final class LaggedSearcher implements Searcher {
    private final Searcher searcher;
    private final int lag;
    private final Map<Integer, Deque<News>> untold = new TreeMap<>();
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

    /** Tell the searcher of one trial more; {@code false} where that has neither ended nor paused. */
    private boolean tellNext() {
        Deque<News> next = untold.getOrDefault(told + 1, new ArrayDeque<>());
        if (next.stream().allMatch(news -> news.kind() == Kind.ADVANCE)) {
            return false;
        }
        untold.remove(told + 1);
        told++;
        next.forEach(this::tell);
        return true;
    }

    private void tell(News news) {
        switch (news.kind()) {
            case ADVANCE -> searcher.onTrialAdvanced(news.observation());
            case PAUSE -> searcher.onTrialPaused(news.observation());
            case END -> searcher.onTrialEnd(news.observation());
        }
    }

    @Override
    public void onTrialEnd(Observation observation) {
        take(new News(withoutTime(observation), Kind.END));
    }

    @Override
    public void onTrialPaused(Observation observation) {
        take(new News(withoutTime(observation), Kind.PAUSE));
    }

    @Override
    public void onTrialAdvanced(Observation observation) {
        take(new News(withoutTime(observation), Kind.ADVANCE));
    }

    private void take(News news) {
        int number = news.observation().number();
        if (number <= told) {
            tell(news);
        } else {
            untold.computeIfAbsent(number, trial -> new ArrayDeque<>()).add(news);
        }
    }

    private static Observation withoutTime(Observation observation) {
        return new Observation(
                observation.number(),
                observation.config(),
                observation.outcome(),
                observation.scores(),
                observation.iterations(),
                observation.violation(),
                Double.NaN);
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

    private enum Kind {
        ADVANCE,
        PAUSE,
        END
    }

    private record News(Observation observation, Kind kind) {}
}
