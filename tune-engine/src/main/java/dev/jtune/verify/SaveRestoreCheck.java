package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What is checked of a class, and with what.
 *
 * @param trainable the class
 * @param configs at least one; objects are set up with the first, and the second is what an object served before it is reset
 * @param shared objects that the class may take
 * @param seed the seed of every object
 * @param before how many steps before the checkpoint, at least 1
 * @param after how many steps after it, at least 1
 * @param inMemory whether the checkpoint is bytes in memory between save and load, as where it goes to another machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SaveRestoreCheck(
        TrainableDefinition.OfClass trainable,
        List<Config> configs,
        SharedObjects shared,
        long seed,
        int before,
        int after,
        boolean inMemory) {
    /** Steps before and after the checkpoint, unless said otherwise. */
    public static final int STEPS = 2;

    public SaveRestoreCheck {
        configs = List.copyOf(configs);
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("a check needs a configuration");
        }
        if (before < 1 || after < 1) {
            throw new IllegalArgumentException(
                    "TUNE-520 a check needs at least 1 step before and 1 after the checkpoint," + " not " + before
                            + " and " + after);
        }
    }

    /**
     * Check a class with configurations that are drawn from a study's space.
     *
     * @param seed the study's seed: it decides the draws
     */
    public static SaveRestoreReport run(
            TrainableDefinition.OfClass trainable, ParamSpace space, SharedObjects shared, long seed) {
        return new SaveRestoreCheck(trainable, draw(space, seed), shared, seed, STEPS, STEPS, false).run();
    }

    /** Draw two configurations; fewer if the space has no more. */
    static List<Config> draw(ParamSpace space, long seed) {
        Searcher searcher = Searchers.create(
                Searchers.random(),
                new SearchContext(space, List.of(Objective.of("score", Mode.MAX)), seed, 2, List.of()));
        List<Config> configs = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            if (searcher.suggest(number) instanceof Searcher.Suggestion.Try drawn) {
                configs.add(drawn.config());
            }
        }
        return configs;
    }

    /** Check; whatever user code throws becomes part of the report. */
    public SaveRestoreReport run() {
        try (Workspace workspace = new Workspace()) {
            return new SaveRestoreReport(trainable.name(), configs.get(0), new Checks(this, workspace).run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
