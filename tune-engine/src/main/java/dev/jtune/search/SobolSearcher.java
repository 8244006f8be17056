package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Fills the space evenly: trial n is a point of a Sobol sequence.
 *
 * <p>Where scrambled, a random digital shift that depends on the study's seed moves all points. What a point to evaluate leaves
 * open is drawn at random and uses up no point of the sequence.
 */
final class SobolSearcher implements Searcher {
    private final UnitCube cube;
    private final SamplePlan plan;
    private final long seed;
    private final SobolPoints points;

    SobolSearcher(SearchContext context, boolean scramble) {
        this.cube = UnitCube.of(context.space());
        requireKnown(cube.size());
        this.plan = SamplePlan.of(context);
        this.seed = context.seed();
        this.points = scramble
                ? SobolPoints.scrambled(cube.size(), SeededStream.of(seed, "sobol", 0))
                : SobolPoints.plain(cube.size());
    }

    private static void requireKnown(int dimensions) {
        if (dimensions > SobolPoints.MOST_DIMENSIONS) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-431",
                    "Sobol",
                    "the space has " + dimensions + " drawn parameters, and direction numbers are known for "
                            + SobolPoints.MOST_DIMENSIONS,
                    "use random search"));
        }
    }

    @Override
    public Suggestion suggest(int number) {
        Optional<SamplePlan.Settled> trial = plan.trial(number);
        if (trial.isEmpty()) {
            return new Suggestion.Exhausted();
        }
        SamplePlan.Settled settled = trial.get();
        double[] point = settled.free() == 0
                ? cube.randomPoint(SeededStream.of(seed, "search", number))
                : points.point(settled.free() - 1);
        return new Suggestion.Try(cube.toConfig(point, settled::value));
    }

    @Override
    public OptionalInt total() {
        return OptionalInt.of(plan.total());
    }

    @Override
    public String name() {
        return "Sobol";
    }
}
