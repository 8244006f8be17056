package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.Param;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How PB2 explores: by a model of how much a score changed in a unit of time, depending on the time, the score before, and the
 * configuration.
 *
 * <p>It takes the point of the highest upper confidence bound for the state that is taken over. Trials that explored and were not compared since
 * lower the uncertainty where they are, so that the next one looks elsewhere. Of all changes the last 200 are kept.
 *
 * <p>Source: J. Parker-Holder, V. Nguyen, S. Roberts, NeurIPS 2020; T. Desautels, A. Krause, J. Burdick, Parallelizing
 * Exploration-Exploitation Tradeoffs in Gaussian Process Bandit Optimization, JMLR 15 (2014), for those that run.
 */
final class Bandit implements Explorer {
    private static final int MOST = 200;
    private static final int CANDIDATES = 500;
    private static final int REFINEMENTS = 200;
    private static final int PATIENCE = 100;

    private final UnitCube cube;
    private final boolean[] moves;
    private final Map<Integer, State> states = new HashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();

    /** What a trial was when it was compared or took over last. */
    private record State(double time, double score, Config config, boolean pending) {}

    /** What one interval brought, in a unit of time. */
    private record Change(double time, double before, double[] point, double gain) {}

    Bandit(UnitCube cube, List<String> mutate) {
        this.cube = cube;
        this.moves = new boolean[cube.size()];
        for (int i = 0; i < moves.length; i++) {
            Dimension dimension = cube.dimension(i);
            moves[i] = !dimension.isCategorical()
                    && (mutate.isEmpty() || mutate.contains(dimension.param().name()));
        }
    }

    @Override
    public void observe(int trial, double time, Config config, double score) {
        State before = states.get(trial);
        if (before != null
                && before.config.equals(config)
                && time > before.time
                && Double.isFinite(score)
                && Double.isFinite(before.score)) {
            double gain = (score - before.score) / (time - before.time);
            changes.addLast(new Change(time, before.score, cube.toPoint(config), gain));
            if (changes.size() > MOST) {
                changes.removeFirst();
            }
        }
        states.put(trial, new State(time, score, config, false));
    }

    @Override
    public Config explore(int trial, int from, Config config, SeededStream random) {
        State taken = states.getOrDefault(from, new State(0, 0, config, false));
        double[] point = cube.toPoint(config);
        double[] next = search(point, model(taken), random);
        Config explored = next == null ? config : toConfig(next, point, config);
        states.put(trial, new State(taken.time, taken.score, explored, true));
        return explored;
    }

    /** Return the configuration at a point; what did not move keeps its exact value. */
    private Config toConfig(double[] next, double[] point, Config config) {
        return cube.toConfig(next, param -> kept(param, next, point, config));
    }

    private @Nullable Object kept(Param param, double[] next, double[] point, Config config) {
        int place = cube.params().indexOf(param);
        return place >= 0 && next[place] == point[place] ? config.get(param.name()) : null;
    }

    /** Return the model of gains from a state on, by point; {@code null} while nothing is known. */
    private @Nullable FadingModel model(State taken) {
        if (changes.size() < 2) {
            return null;
        }
        FadingModel.Builder builder = new FadingModel.Builder(cube);
        changes.forEach(change -> builder.add(change.time, change.before, change.point, change.gain));
        List<double[]> pending = new ArrayList<>();
        states.values().stream().filter(State::pending).forEach(state -> pending.add(cube.toPoint(state.config)));
        return builder.build(taken.time, taken.score, pending);
    }

    /** Return a point that differs in what may move only, {@code null} where none keeps the constraints. */
    private double @Nullable [] search(double[] point, @Nullable FadingModel model, SeededStream random) {
        double[] best = null;
        double highest = Double.NEGATIVE_INFINITY;
        int draws = model == null ? PATIENCE : CANDIDATES + REFINEMENTS;
        for (int i = 0; i < draws; i++) {
            double[] near = i < CANDIDATES ? null : best;
            double[] candidate = candidate(point, near, StrictMath.pow(0.5, 2 + (i - CANDIDATES) / 50), random);
            if (!cube.admits(candidate)) {
                continue;
            }
            if (model == null) {
                return candidate;
            }
            double bound = model.upperBound(candidate);
            if (bound > highest) {
                highest = bound;
                best = candidate;
            }
        }
        return best;
    }

    /** Draw a point, anywhere or near another one. */
    private double[] candidate(double[] point, double @Nullable [] near, double width, SeededStream random) {
        double[] candidate = point.clone();
        for (int i = 0; i < candidate.length; i++) {
            // what does not exist may do so where a number has moved that it depends on
            if (moves[i] || Double.isNaN(point[i])) {
                double drawn = near == null || Double.isNaN(near[i])
                        ? random.nextDouble()
                        : near[i] + width * random.nextGaussian();
                candidate[i] = Math.max(0, Math.min(Math.nextDown(1.0), drawn));
            }
        }
        return cube.settle(candidate);
    }
}
