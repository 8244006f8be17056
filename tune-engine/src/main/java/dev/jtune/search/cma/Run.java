package dev.jtune.search.cma;

import dev.jtune.search.cma.CmaSettings.Shape;
import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** One run, from its start until it has converged: generations of points, and what is learned from each. */
final class Run {
    private static final double SMALLEST_DEVIATION = 1e-11;
    private static final double LARGEST_CONDITION = 1e14;
    private static final double SAME_LOSS = 1e-13;
    private static final int NEARBY_DRAWS = 32;
    private static final int ADMITTED_DRAWS = 8;
    /** From so many trials for each coordinate on, correlations are learned as well as variances. */
    private static final int SEPARABLE_TRIALS = 40;

    /** Above it they never are, and a suggestion stays cheap. */
    private static final int MOST_CORRELATED = 40;

    /** The better first: feasible trials by loss, others by what they violate, those without a loss last. */
    private static final Comparator<Told> RANK = Comparator.comparing(
                    (Told told) -> told.entry().failed())
            .thenComparing(told -> Math.max(0, told.entry().violation()))
            .thenComparingDouble(told -> told.entry().loss());

    private final Layout layout;
    private final int population;
    private final Rates rates;
    private final @Nullable Gaussian gaussian;
    private final Categories categories;
    private final double reach;
    private final List<Told> told = new ArrayList<>();
    private final ArrayDeque<Double> recent = new ArrayDeque<>();
    private final int memory;
    private int trials;
    private int correlationsFrom;

    private record Told(Sample sample, History.Entry entry) {}

    Run(Layout layout, Start start, int population, Shape shape) {
        boolean separable = shape != Shape.FULL;
        this.layout = layout;
        this.population = population;
        int size = layout.numeric().length;
        this.correlationsFrom =
                shape == Shape.AUTO && size <= MOST_CORRELATED ? SEPARABLE_TRIALS * size : Integer.MAX_VALUE;
        this.rates = Rates.of(size, population, separable);
        this.gaussian = size == 0 ? null : gaussian(start, rates, separable);
        this.categories = start.categories();
        this.reach = new NormalDistribution().inverseCumulativeProbability(1 - layout.margin() / 2);
        this.memory = 10 + (30 * layout.cube().size() + population - 1) / population;
    }

    private static Gaussian gaussian(Start start, Rates rates, boolean separable) {
        int size = start.mean().length;
        Covariance covariance;
        if (separable) {
            double[] variances = new double[size];
            for (int i = 0; i < size; i++) {
                variances[i] = start.covariance()[i][i];
            }
            covariance = new DiagonalCovariance(variances);
        } else {
            covariance = new FullCovariance(start.covariance(), rates.rankOne() + rates.rankMu());
        }
        return new Gaussian(start.mean(), start.sigma(), covariance, rates);
    }

    Sample draw(SeededStream random) {
        double[] point = drawPoint(random);
        for (int i = 0; i < ADMITTED_DRAWS && !layout.cube().admits(point); i++) {
            point = drawPoint(random);
        }
        return sample(layout.cube().admittedNear(point, random).orElse(point));
    }

    private double[] drawPoint(SeededStream random) {
        double[] numbers = new double[layout.numeric().length];
        if (gaussian != null) {
            gaussian.draw(random, numbers);
        }
        double[] point = new double[layout.cube().size()];
        for (int i = 0; i < numbers.length; i++) {
            point[layout.numeric()[i]] = Layout.inside(numbers[i]);
        }
        for (int i = 0; i < layout.categorical().length; i++) {
            int coordinate = layout.categorical()[i];
            point[coordinate] = layout.cube().dimension(coordinate).middle(categories.draw(i, random));
        }
        return point;
    }

    private Sample sample(double[] point) {
        double[] numbers = new double[layout.numeric().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = point[layout.numeric()[i]];
        }
        int[] drawn = new int[layout.categorical().length];
        for (int i = 0; i < drawn.length; i++) {
            int coordinate = layout.categorical()[i];
            drawn[i] = (int) layout.cube().dimension(coordinate).index(point[coordinate]);
        }
        return new Sample(point, numbers, drawn, layout.cube().settle(point));
    }

    /** Draw a point that was not tried: change one discrete coordinate of a drawn one, then two, and so on; one that was tried if all fail. */
    Sample drawNearby(SeededStream random, History history) {
        int[] discrete = layout.discrete();
        Sample drawn = draw(random);
        Sample sample = drawn;
        for (int i = 0; i < NEARBY_DRAWS && discrete.length > 0 && history.tried(sample.point()); i++) {
            double[] point = drawn.drawn().clone();
            for (int changes = 0; changes <= i / 8; changes++) {
                int coordinate = discrete[random.nextInt(discrete.length)];
                point[coordinate] = layout.neighbour(coordinate, point[coordinate], 1 + i / 4, random);
            }
            sample = layout.cube().admits(point) ? sample(point) : sample;
        }
        return sample;
    }

    /** Learn how a point did; when a generation is complete, learn from it. */
    void tell(Sample sample, History.Entry entry) {
        told.add(new Told(sample, entry));
        trials++;
        if (told.size() == population) {
            told.sort(RANK);
            learn();
            if (trials >= correlationsFrom && gaussian != null) {
                gaussian.learnCorrelations(Rates.of(layout.numeric().length, population, false));
                correlationsFrom = Integer.MAX_VALUE;
            }
            remember(told.get(0).entry().loss());
            told.clear();
        }
    }

    private void learn() {
        double[][] numbers = new double[population][];
        boolean[][] present = new boolean[population][layout.numeric().length];
        int[][] drawn = new int[population][layout.categorical().length];
        for (int k = 0; k < population; k++) {
            Sample sample = told.get(k).sample();
            numbers[k] = sample.numbers();
            for (int i = 0; i < layout.numeric().length; i++) {
                present[k][i] = !Double.isNaN(sample.point()[layout.numeric()[i]]);
            }
            for (int i = 0; i < layout.categorical().length; i++) {
                drawn[k][i] = Double.isNaN(sample.point()[layout.categorical()[i]]) ? -1 : sample.categories()[i];
            }
        }
        categories.learn(drawn, rates.weights());
        if (gaussian != null) {
            gaussian.learn(numbers, present);
            for (int i : layout.ordered()) {
                double cell = layout.cell(layout.numeric()[i], gaussian.mean(i));
                gaussian.widen(i, cell / 2 / reach);
            }
        }
    }

    /** Return how many points it was told of. */
    int trials() {
        return trials;
    }

    private void remember(double best) {
        recent.addLast(best);
        if (recent.size() > memory) {
            recent.removeFirst();
        }
    }

    /** Tell whether more generations would lead nowhere. */
    boolean hasConverged() {
        if (gaussian != null && gaussian.condition() > LARGEST_CONDITION) {
            return true;
        }
        return isFlat() || isNarrow();
    }

    private boolean isFlat() {
        if (recent.size() < memory) {
            return false;
        }
        double least = recent.stream().mapToDouble(loss -> loss).min().orElse(0);
        double most = recent.stream().mapToDouble(loss -> loss).max().orElse(0);
        return !(most - least > SAME_LOSS * Math.abs(most)); // NaN, too: nothing but failures
    }

    private boolean isNarrow() {
        double most = 0;
        for (int i = 0; gaussian != null && i < layout.numeric().length; i++) {
            Dimension dimension = layout.cube().dimension(layout.numeric()[i]);
            most = Math.max(most, dimension.isDiscrete() ? 0 : gaussian.deviation(i));
        }
        return most < SMALLEST_DEVIATION && layout.numeric().length > layout.ordered().length;
    }
}
