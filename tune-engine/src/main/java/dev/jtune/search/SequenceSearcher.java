package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.HaltonPoints;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills the space evenly: trial n is a point of a sequence.
 *
 * <p>What a point to evaluate leaves open is drawn at random and uses up no point of the sequence. Points that break the constraints of the
 * space are left out; where nearly all do, configurations are drawn at random.
 */
final class SequenceSearcher implements Searcher {
    /** After so many points in a row that break the constraints, drawing is quicker. */
    private static final int MOST_LEFT_OUT = 1000;

    private final String name;
    private final UnitCube cube;
    private final SamplePlan plan;
    private final Draws draws;
    private final IntFunction<double[]> points;
    private int leftOut;

    private SequenceSearcher(String name, SearchContext context, UnitCube cube, IntFunction<double[]> points) {
        this.name = name;
        this.cube = cube;
        this.plan = SamplePlan.of(context);
        this.draws = new Draws(cube, context.seed());
        this.points = points;
    }

    /** Create a searcher along a Sobol sequence; where scrambled, the study's seed shifts all points. */
    static SequenceSearcher sobol(SearchContext context, boolean scramble) {
        UnitCube cube = UnitCube.of(context.space());
        requireDirectionNumbers(cube.size());
        SobolPoints points = scramble
                ? SobolPoints.scrambled(cube.size(), SeededStream.of(context.seed(), "sobol", 0))
                : SobolPoints.plain(cube.size());
        return new SequenceSearcher("Sobol", context, cube, points::point);
    }

    /** Create a searcher along a Halton sequence; where scrambled, the study's seed permutes all digits. */
    static SequenceSearcher halton(SearchContext context, boolean scramble) {
        UnitCube cube = UnitCube.of(context.space());
        HaltonPoints points = scramble
                ? HaltonPoints.scrambled(cube.size(), SeededStream.of(context.seed(), "halton", 0))
                : HaltonPoints.plain(cube.size());
        return new SequenceSearcher("Halton", context, cube, points::point);
    }

    private static void requireDirectionNumbers(int dimensions) {
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
        Config config = settled.free() == 0 ? null : next(settled);
        return new Suggestion.Try(config == null ? draws.config(number, settled) : config, settled.by());
    }

    @Override
    public boolean insert(Config config) {
        return plan.insert(config);
    }

    /** Return the configuration at the next point of the sequence that keeps the constraints, {@code null} where it does not come soon. */
    private @Nullable Config next(SamplePlan.Settled settled) {
        for (int i = 0; i <= MOST_LEFT_OUT; i++) {
            Config config = cube.toConfig(points.apply(settled.free() - 1 + leftOut), settled::value);
            if (cube.space().admits(config)) {
                return config;
            }
            leftOut++;
        }
        return null;
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
