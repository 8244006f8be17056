package dev.jtune.search.cube;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Random numbers that depend on a seed, a purpose and an index, and on nothing else.
 *
 * <p>Two purposes or two indices give unrelated streams, so that the draw for trial 7 is the same whichever draws were made
 * before. Each stream is SplitMix64 (Steele, Lea and Flood, 2014), written out here because the JDK does not promise that its
 * generators stay the same between releases.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SeededStream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private SeededStream(long state) {
        this.state = state;
    }

    /** Create the stream for one index of one purpose. */
    public static SeededStream of(long seed, String purpose, long index) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state + GOLDEN_GAMMA + letter);
        }
        return new SeededStream(mix(state ^ mix(index + GOLDEN_GAMMA)));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Written out for the same reason: the JDK changed how it draws normal numbers before. */
    @Override
    public double nextGaussian() {
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square); // Marsaglia and Bray (1964)
            }
        }
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, not " + bound);
        }
        return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
