package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Draws each configuration anew, after the points to evaluate, for every cell of the grid if there is one.
 *
 * <p>The draw for trial n depends on the study's seed and n only.
 */
final class RandomSearcher implements Searcher {
    private final SamplePlan plan;
    private final Draws draws;
    private final String name;

    RandomSearcher(SearchContext context) {
        this.plan = SamplePlan.of(context);
        this.draws = new Draws(UnitCube.of(context.space()), context.seed());
        this.name = context.space().hasGrid() ? "grid" : "random";
    }

    @Override
    public Suggestion suggest(int number) {
        Optional<SamplePlan.Settled> settled = plan.trial(number);
        return settled.isPresent()
                ? new Suggestion.Try(
                        draws.config(number, settled.get()), settled.get().by())
                : new Suggestion.Exhausted();
    }

    @Override
    public boolean insert(Config config) {
        return plan.insert(config);
    }

    @Override
    public OptionalInt total() {
        return OptionalInt.of(plan.total());
    }

    @Override
    public String name() {
        return name;
    }
}
