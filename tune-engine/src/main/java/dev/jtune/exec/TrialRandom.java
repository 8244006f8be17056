package dev.jtune.exec;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apiguardian.api.API;

/** Makes the random stream that a trial's code draws from; its class is loaded by the first trial that does. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrialRandom {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private TrialRandom() {}

    /** Create the stream of a trial with this seed; the same in every run. */
    public static RandomGenerator of(long seed) {
        return FACTORY.create(seed);
    }
}
