package dev.jtune.tuner;

import dev.jtune.Config;
import dev.jtune.exec.Ticker;
import dev.jtune.run.StandaloneTrainable;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.SharedObjects;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Creates trainables that are driven by hand, without a study.
 *
 * <pre>{@code
 * try (StandaloneTrainable sgd = Trainables.create(Sgd.class, Config.of(Map.of("rate", 0.1)))) {
 *   Object loss = sgd.train().get("loss");
 *   sgd.save(directory);
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Trainables {
    private Trainables() {}

    /**
     * Create an object of a {@code @Trainable} class and set it up.
     *
     * @throws dev.jtune.InvalidDeclarationException with everything that is wrong with the class
     * @throws Exception what the class's own code threw
     */
    public static StandaloneTrainable create(Class<?> type, Config config) throws Exception {
        return create(type, config, Map.of());
    }

    /** Create an object that takes shared objects by name; see {@link #create(Class, Config)}. */
    public static StandaloneTrainable create(Class<?> type, Config config, Map<String, ?> shared) throws Exception {
        return StandaloneTrainable.create(Definitions.ofClass(type), config, SharedObjects.of(shared), Ticker.SYSTEM);
    }
}
