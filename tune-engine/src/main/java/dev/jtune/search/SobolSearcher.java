package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.Optional;
import java.util.OptionalInt;
import org.hipparchus.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Fills the space evenly: trial n is a point of a Sobol sequence.
 *
 * <p>Direction numbers are those of Joe and Kuo (2008). Where scrambled, a random digital shift that depends on the study's seed moves
 * all points without harming their evenness. Point 0, the corner of all lower bounds, is left out where it is not moved. What
 * a point to evaluate leaves open is drawn at random and uses up no point of the sequence.
 */
final class SobolSearcher implements Searcher {
    /** Dimensions for which direction numbers are known. */
    static final int MOST_DIMENSIONS = 21_201;

    private static final int BITS = 52;

    private final UnitCube cube;
    private final SamplePlan plan;
    private final long seed;
    private final int firstIndex;
    private final long[] shift;
    private final @Nullable SobolSequenceGenerator sequence;

    SobolSearcher(SearchContext context, boolean scramble) {
        this.cube = UnitCube.of(context.space());
        requireKnown(cube.dimensions());
        this.plan = SamplePlan.of(context);
        this.seed = context.seed();
        this.firstIndex = scramble ? 0 : 1;
        this.shift = new long[cube.dimensions()];
        if (scramble) {
            SeededStream random = SeededStream.of(seed, "sobol", 0);
            for (int i = 0; i < shift.length; i++) {
                shift[i] = random.nextLong() >>> (Long.SIZE - BITS);
            }
        }
        this.sequence = shift.length == 0 ? null : new SobolSequenceGenerator(shift.length);
    }

    private static void requireKnown(int dimensions) {
        if (dimensions > MOST_DIMENSIONS) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-431",
                    "Sobol",
                    "the space has " + dimensions + " drawn parameters, and direction numbers are known for "
                            + MOST_DIMENSIONS,
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
                : point(firstIndex + settled.free() - 1);
        return new Suggestion.Try(cube.toConfig(point, settled::value));
    }

    /** Return a point of the sequence, shifted. */
    private double[] point(int index) {
        if (sequence == null) {
            return new double[0];
        }
        double[] point = sequence.skipTo(index);
        for (int i = 0; i < point.length; i++) {
            long digits = (long) (point[i] * 0x1p52) ^ shift[i];
            point[i] = digits * 0x1p-52;
        }
        return point;
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
