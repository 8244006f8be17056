package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.ConfigBinder;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.space.ParamSpace;
import dev.jtune.space.SpaceDeclaration;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.SharedProviders;
import dev.jtune.trainable.TrainableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/** A check of save and restore before it is made; see {@link Verify#saveRestore}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SaveRestoreVerification {
    private static final long SEED = 20_260_101;

    private final TrainableDefinition.OfClass trainable;
    private final List<Config> configs = new ArrayList<>();
    private final Map<String, Object> shared = new HashMap<>();
    private int before = SaveRestoreCheck.STEPS;
    private int after = SaveRestoreCheck.STEPS;
    private boolean inMemory;

    SaveRestoreVerification(Class<?> type) {
        this.trainable = Definitions.ofClass(type);
    }

    /** Give the configuration; see {@link #config(Config)}. */
    public SaveRestoreVerification config(Map<String, ?> config) {
        return config(Config.of(config));
    }

    /**
     * Give the configuration to set objects up with. Unset, it is drawn from what the class's own parameters and records say of
     * their values.
     *
     * <p>Given a second time, it is what an object serves before it is reset to the first one.
     */
    public SaveRestoreVerification config(Config config) {
        configs.add(config);
        return this;
    }

    /** Draw the configurations from a space. */
    public SaveRestoreVerification space(ParamSpace space) {
        configs.addAll(SaveRestoreCheck.draw(space, SEED));
        return this;
    }

    /** Give a shared object that the class takes; those of its own {@code @Shared} methods are there already. */
    public SaveRestoreVerification with(String name, Object object) {
        shared.put(name, object);
        return this;
    }

    /** Say how many steps to do before the checkpoint and after it, each at least 1; unset, 2 and 2. */
    public SaveRestoreVerification steps(int beforeCheckpoint, int afterCheckpoint) {
        before = beforeCheckpoint;
        after = afterCheckpoint;
        return this;
    }

    /** Keep the checkpoint as bytes in memory between save and load, as where it is sent to another machine. */
    public SaveRestoreVerification inMemory() {
        inMemory = true;
        return this;
    }

    /**
     * Check.
     *
     * @throws AssertionError with a line for each check, if one fails
     * @throws InvalidDeclarationException if no configuration was given, and the class does not say of every parameter which
     *     values it may have
     */
    public void check() {
        report().orThrow();
    }

    /** Check, and return what was found instead of throwing it; see {@link #check}. */
    public SaveRestoreReport report() {
        List<Config> used = configs.isEmpty() ? SaveRestoreCheck.draw(ownSpace(), SEED) : configs;
        try (SharedObjects own = SharedProviders.of(trainable.type())) {
            SharedObjects objects = shared.isEmpty() ? own : new Both(SharedObjects.of(shared), own);
            return new SaveRestoreCheck(trainable, used, objects, SEED, before, after, inMemory).run();
        }
    }

    private ParamSpace ownSpace() {
        SpaceDeclaration declaration = SpaceDeclaration.at(trainable.name()).in(trainable.type());
        Set<String> seen = new HashSet<>();
        for (Hyperparameter parameter : trainable.hyperparameters()) {
            if (seen.add(parameter.name())) {
                if (parameter.isWhole()) {
                    declaration.whole((Class<?>) parameter.type());
                } else {
                    declaration.parameter(parameter.name(), parameter.type(), parameter.where());
                }
            }
        }
        ParamSpace space = declaration.read();
        List<String> open = trainable.hyperparameters().stream()
                .filter(parameter -> isOpen(parameter, space))
                .map(Hyperparameter::name)
                .distinct()
                .toList();
        if (!open.isEmpty()) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-521",
                    trainable.name(),
                    "nothing says which values these parameters may have: " + String.join(", ", open),
                    "give a configuration: Verify.saveRestore(...).config(Map.of(\"" + open.get(0) + "\", ...))"));
        }
        return space;
    }

    private static boolean isOpen(Hyperparameter parameter, ParamSpace space) {
        return !parameter.isWhole()
                && !ConfigBinder.mayBeAbsent(parameter.type(), parameter.where())
                && space.names().stream()
                        .noneMatch(name -> name.equals(parameter.name()) || name.startsWith(parameter.name() + "."));
    }

    /** The objects that were given, then those that the class provides. */
    private record Both(SharedObjects given, SharedObjects own) implements SharedObjects {
        @Override
        public Optional<Object> find(String name) throws Throwable {
            return given.names().contains(name) ? given.find(name) : own.find(name);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new TreeSet<>(own.names());
            names.addAll(given.names());
            return names;
        }
    }
}
