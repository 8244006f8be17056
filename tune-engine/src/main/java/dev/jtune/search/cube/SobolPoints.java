package dev.jtune.search.cube;

import org.apiguardian.api.API;
import org.hipparchus.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Points that fill a cube evenly: a Sobol sequence, whose every coordinate is at least 0 and less than 1.
 *
 * <p>Direction numbers are those of Joe and Kuo (2008). Where scrambled, a random digital shift moves all points without
 * harming their evenness. Point 0, the corner of all lower bounds, is left out where it is not moved.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SobolPoints {
    /** Dimensions for which direction numbers are known. */
    public static final int MOST_DIMENSIONS = 21_201;

    private static final int BITS = 52;

    private final int firstIndex;
    private final long[] shift;
    private final @Nullable SobolSequenceGenerator sequence;

    private SobolPoints(int firstIndex, long[] shift) {
        this.firstIndex = firstIndex;
        this.shift = shift;
        this.sequence = shift.length == 0 ? null : new SobolSequenceGenerator(shift.length);
    }

    /** Create the sequence as it is; at most {@link #MOST_DIMENSIONS}. */
    public static SobolPoints plain(int dimensions) {
        return new SobolPoints(1, new long[dimensions]);
    }

    /** Create the sequence, shifted by random digits; at most {@link #MOST_DIMENSIONS}. */
    public static SobolPoints scrambled(int dimensions, SeededStream random) {
        long[] shift = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shift[i] = random.nextLong() >>> (Long.SIZE - BITS);
        }
        return new SobolPoints(0, shift);
    }

    /** Return a point, counted from 0. */
    public double[] point(int index) {
        if (sequence == null) {
            return new double[0];
        }
        double[] point = sequence.skipTo(firstIndex + index);
        for (int i = 0; i < point.length; i++) {
            long digits = (long) (point[i] * 0x1p52) ^ shift[i];
            point[i] = digits * 0x1p-52;
        }
        return point;
    }
}
