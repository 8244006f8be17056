package dev.jtune;

import java.util.Comparator;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One metric, the direction in which it is better, and which of a trial's values counts.
 *
 * <p>This is the one place that defines a trial's score: the searcher, the results, the gate and the report all use it.
 *
 * @param metric the metric's name; parts of a nested metric are joined by {@code /}, as in {@code eval/accuracy}
 * @param mode the better direction
 * @param scope which of a trial's reported values counts
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Objective(String metric, Mode mode, Scope scope) {

    public Objective {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(scope, "scope");
        if (metric.isBlank()) {
            throw new IllegalArgumentException("an objective needs the name of a metric, not a blank");
        }
    }

    /** Create an objective on the last reported value of {@code metric}. */
    public static Objective of(String metric, Mode mode) {
        return new Objective(metric, mode, Scope.LAST);
    }

    /** Order scores from best to worst; values that are not finite come last. */
    public Comparator<Double> bestFirst() {
        return (left, right) -> mode.isBetter(left, right) ? -1 : mode.isBetter(right, left) ? 1 : 0;
    }

    /** Start to follow one trial's values of this metric. */
    public Score newScore() {
        return new Score(this);
    }

    /**
     * The score of one trial, updated with each reported value. Not safe for use by several threads at once.
     *
     * <p>A trial without any value has the score {@code NaN} and {@link #isPresent()} says {@code false}.
     */
    public static final class Score {
        private static final int WINDOW = 10;
        private static final double[] NONE = {};

        private final Objective objective;
        /** The last values, from the second on: most trials of a large study that is pruned have one. */
        private double[] recent = NONE;

        private double last = Double.NaN;
        private int count;
        private double best = Double.NaN;
        private double sum;
        private int finite;

        private Score(Objective objective) {
            this.objective = objective;
        }

        /** Take the next reported value; one that is not finite counts as reported, and ranks worst. */
        public void add(double value) {
            if (count == 1) {
                recent = new double[WINDOW];
                recent[0] = last;
            }
            if (count > 0) {
                recent[count % WINDOW] = value;
            }
            last = value;
            count++;
            if (Double.isFinite(value)) {
                sum += value;
                finite++;
            }
            if (objective.mode().isBetter(value, best)) {
                best = value;
            }
        }

        /** Tell whether any value was reported. */
        public boolean isPresent() {
            return count > 0;
        }

        /** Return the score by the objective's scope, {@code NaN} where there is none. */
        public double value() {
            return value(objective.scope());
        }

        /** Return the score by {@code scope}, {@code NaN} where there is none. */
        public double value(Scope scope) {
            if (count == 0) {
                return Double.NaN;
            }
            return switch (scope) {
                case LAST -> last;
                case BEST -> best;
                case AVG -> finite == 0 ? Double.NaN : sum / finite;
                case LAST_5_AVG -> meanOfLast(5);
                case LAST_10_AVG -> meanOfLast(WINDOW);
            };
        }

        private double meanOfLast(int n) {
            if (count == 1) {
                return Double.isFinite(last) ? last : Double.NaN;
            }
            double total = 0;
            int used = 0;
            for (int i = Math.max(0, count - n); i < count; i++) {
                double value = recent[i % WINDOW];
                if (Double.isFinite(value)) {
                    total += value;
                    used++;
                }
            }
            return used == 0 ? Double.NaN : total / used;
        }
    }
}
