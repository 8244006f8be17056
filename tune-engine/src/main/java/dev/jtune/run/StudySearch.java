package dev.jtune.run;

import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searchers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Makes the searcher of a study: the one that was chosen, within what repeats configurations and what makes a run repeatable. */
final class StudySearch {
    private StudySearch() {}

    /**
     * Create a searcher for one run.
     *
     * @param slots how many trials run at a time
     * @param earlier what it knows before the first trial
     */
    static Searcher create(StudySpec spec, int slots, List<Observation> earlier) {
        SearchPolicy policy = spec.search();
        Searcher searcher = Searchers.create(spec.searcher(), context(spec, slots, earlier));
        Searcher repeated = policy.repeats() == 1
                ? searcher
                : Searchers.repeated(searcher, spec.numSamples(), policy.repeats(), policy.racing(), spec.objectives());
        return policy.deterministic() ? Searchers.lagged(repeated, slots) : repeated;
    }

    private static SearchContext context(StudySpec spec, int slots, List<Observation> earlier) {
        Duration time = spec.search().timePerTrial();
        return new SearchContext(
                spec.space(),
                spec.objectives(),
                spec.seed(),
                spec.numSamples(),
                spec.pointsToEvaluate(),
                Math.min(slots, spec.numSamples()),
                spec.search().noisy(),
                time == null ? OptionalDouble.empty() : OptionalDouble.of(time.toNanos() / 1e9),
                earlier);
    }
}
