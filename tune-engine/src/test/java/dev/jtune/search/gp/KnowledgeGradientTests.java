package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KnowledgeGradientTests {
    private static final UnitCube CUBE =
            UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "kind = choice('a', 'b', 'c')"));
    private static final List<double[]> PLACES =
            List.of(CUBE.settle(0.37, 0.61, 0.4), CUBE.settle(0.9, 0.1, 0.9), CUBE.settle(0.05, 0.45, 0.1));

    private final SeededStream random = SeededStream.of(1, "knowledge", 0);
    private final List<History.Entry> entries = new ArrayList<>();

    @Test
    void should_be_the_expected_improvement_where_there_is_no_noise() {
        Posterior posterior = posterior(1e-10);
        double least = posterior.leastMean(entries.size());

        double[] gains = new KnowledgeGradient(posterior, entries).at(PLACES);

        double[] improvements = new LogImprovement(posterior, least).at(PLACES);
        for (int i = 0; i < gains.length; i++) {
            assertThat(gains[i]).isCloseTo(improvements[i], within(1e-3));
        }
    }

    @Test
    void should_value_a_repeat_of_the_best_trial_only_where_there_is_noise() {
        // GIVEN the trial of the least mean, with noise and without
        double noisy = gainOfRepeat(0.1);
        double exact = gainOfRepeat(1e-10);
        // THEN its repeat may change the choice in noise
        assertThat(noisy).isGreaterThan(Math.log(1e-3));
        assertThat(exact).isLessThan(noisy - 5);
    }

    private double gainOfRepeat(double noise) {
        Posterior posterior = posterior(noise);
        Model.Fitted fitted = new Model.Fitted(posterior, Warp.of(Warp.Shape.LINEAR, losses()));
        int best = fitted.best(entries, losses(), 1);
        return new KnowledgeGradient(posterior, entries)
                .at(List.of(entries.get(best).point()))[0];
    }

    @Test
    void should_give_its_derivatives() {
        KnowledgeGradient gradient = new KnowledgeGradient(posterior(0.1), entries);
        double step = 1e-5;
        for (double[] place : PLACES) {
            double[] slope = new double[2];
            gradient.at(place, new int[] {0, 1}, slope);
            for (int j = 0; j < 2; j++) {
                double[] up = place.clone();
                double[] down = place.clone();
                up[j] += step;
                down[j] -= step;
                double[] around = gradient.at(List.of(up, down));
                assertThat(slope[j]).isCloseTo((around[0] - around[1]) / (2 * step), within(1e-4));
            }
        }
    }

    @Test
    void should_gain_nothing_for_trials_that_break_constraints() {
        Posterior posterior = posterior(0.1);
        double all = new KnowledgeGradient(posterior, entries).at(PLACES)[0];
        // WHEN all trials but the worst break a constraint
        double[] losses = losses();
        int worst = 0;
        for (int i = 0; i < losses.length; i++) {
            worst = losses[i] > losses[worst] ? i : worst;
        }
        for (int i = 0; i < losses.length; i++) {
            entries.set(i, entry(i, entries.get(i).point(), losses[i], i == worst ? 0 : 1));
        }
        // THEN a point has to be better than that one
        assertThat(new KnowledgeGradient(posterior, entries).at(PLACES)[0]).isGreaterThan(all);
    }

    private Posterior posterior(double noise) {
        Inputs inputs = new Inputs(CUBE, 20);
        boolean isNew = entries.isEmpty();
        for (int i = 0; i < 15; i++) {
            double[] point = isNew
                    ? CUBE.settle(CUBE.randomPoint(random))
                    : entries.get(i).point();
            inputs.add(point);
            if (isNew) {
                entries.add(entry(i, point, StrictMath.sin(4 * point[0]) + point[1] * point[1], 0));
            }
        }
        double[] values = Warp.of(Warp.Shape.LINEAR, losses()).map(losses());
        return Objects.requireNonNull(
                Posterior.of(inputs, values, new Hyperparameters(Kernel.MATERN, new double[] {4, 1.5, 0.7}, noise)));
    }

    private double[] losses() {
        return entries.stream().mapToDouble(History.Entry::loss).toArray();
    }

    private static History.Entry entry(int index, double[] point, double loss, double violation) {
        return new History.Entry(index + 1, point, new double[] {loss}, false, 1, violation, 1);
    }
}
