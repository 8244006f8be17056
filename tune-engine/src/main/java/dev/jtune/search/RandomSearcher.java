package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Draws each configuration anew, after the points to evaluate, for every cell of the grid if there is one.
 *
 * <p>The draw for trial n depends on the study's seed and n only.
 */
final class RandomSearcher implements Searcher {
    private final UnitCube cube;
    private final SamplePlan plan;
    private final long seed;
    private final String name;

    RandomSearcher(SearchContext context) {
        this.cube = UnitCube.of(context.space());
        this.plan = SamplePlan.of(context);
        this.seed = context.seed();
        this.name = context.space().hasGrid() ? "grid" : "random";
    }

    @Override
    public Suggestion suggest(int number) {
        Optional<SamplePlan.Settled> settled = plan.trial(number);
        return settled.isPresent() ? new Suggestion.Try(draw(number, settled.get())) : new Suggestion.Exhausted();
    }

    private Config draw(int number, SamplePlan.Settled settled) {
        return cube.toConfig(cube.randomPoint(SeededStream.of(seed, "search", number)), settled::value);
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
