package dev.jtune.search.evolution;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.function.IntFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * NSGA-II and NSGA-III, one child at a time: each trial that ends may enter the population, whose worst then leaves it.
 *
 * <p>So no child waits for its generation, and a good one is a parent at once. The first population is a Sobol sequence. A child that
 * was tried already or breaks a constraint of the space is made anew, with more mutations each time. Trials that failed are never parents; those that break constraints
 * are behind those that keep them.
 *
 * <p>Sources: K. Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II, IEEE Trans. Evol. Comput. 6 (2002); K. Deb
 * and H. Jain, An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting approach, part I,
 * IEEE Trans. Evol. Comput. 18 (2014); J. J. Durillo and others, On the effect of the steady-state selection scheme in multi-objective
 * genetic algorithms, EMO (2009).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Nsga implements Proposer {
    private static final int FEWEST = 10;
    private static final int MOST = 50;
    private static final int GENERATIONS = 10;
    private static final int ATTEMPTS_BEFORE_MORE_MUTATIONS = 8;
    private static final int ATTEMPTS = 64;

    private final long seed;
    private final NsgaSettings settings;
    private final IntFunction<Survival> survival;
    private @Nullable Population population;
    private int seen;
    private int proposed;

    private Nsga(long seed, NsgaSettings settings, IntFunction<Survival> survival) {
        this.seed = seed;
        this.settings = settings;
        this.survival = survival;
    }

    /** Create NSGA-II: of those that nothing dominates, the least crowded survive. */
    public static Nsga two(long seed, NsgaSettings settings) {
        return new Nsga(seed, settings, capacity -> new CrowdedSurvival());
    }

    /** Create NSGA-III: of those that nothing dominates, the nearest to directions that are spread evenly survive. */
    public static Nsga three(long seed, NsgaSettings settings) {
        return new Nsga(seed, settings, NicheSurvival::new);
    }

    @Override
    public double[] propose(int number, History history) {
        Population parents = population(history);
        SeededStream random = SeededStream.of(seed, "nsga", number);
        if (proposed < parents.capacity() || parents.isEmpty()) {
            return first(proposed++, history.cube(), random);
        }
        UnitCube cube = history.cube();
        double mutation = settings.mutation() > 0 ? settings.mutation() : 1.0 / Math.max(1, cube.size());
        Variation variation = new Variation(cube, settings.crossover(), mutation);
        double[] child = new double[cube.size()];
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int boost = 1 + attempt / ATTEMPTS_BEFORE_MORE_MUTATIONS;
            child = variation.child(parents.draw(random), parents.draw(random), boost, random);
            if (cube.admits(child) && !history.tried(cube.settle(child))) {
                break;
            }
        }
        return child;
    }

    private double[] first(int index, UnitCube cube, SeededStream random) {
        return cube.size() > SobolPoints.MOST_DIMENSIONS
                ? cube.randomPoint(random)
                : SobolPoints.scrambled(cube.size(), SeededStream.of(seed, "nsga first", 0))
                        .point(index);
    }

    /** Return the population after all trials that ended, each of which entered by itself, in the order of the history. */
    private Population population(History history) {
        Population current = population;
        if (current == null) {
            int capacity = capacity(history.budget());
            current = new Population(capacity, survival.apply(capacity));
            population = current;
        }
        for (; seen < history.size(); seen++) {
            History.Entry entry = history.entries().get(seen);
            if (!entry.failed()) {
                current.enter(entry);
            }
        }
        return current;
    }

    private int capacity(int budget) {
        return settings.populationSize() > 0
                ? settings.populationSize()
                : Math.max(FEWEST, Math.min(MOST, budget / GENERATIONS));
    }
}
