package dev.jtune.search.numeric;

import org.apiguardian.api.API;

/**
 * Minimises a smooth function in a box, with its gradient.
 *
 * <p>Limited-memory BFGS (Nocedal, 1980) on the coordinates that are not held at a bound, with steps that are projected into the
 * box and shortened until they descend (Bertsekas, 1982). It finds a local minimum.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BoxMinimizer {
    private static final int MEMORY = 8;
    private static final int SHORTENINGS = 20;
    private static final double SUFFICIENT = 1e-4;

    private final int maxIterations;
    private final double gradientTolerance;
    private final double valueTolerance;

    /**
     * Create a minimiser.
     *
     * @param maxIterations after which it ends at the latest
     * @param gradientTolerance it ends where no component of the projected gradient is larger
     * @param valueTolerance it ends where a step improves by less
     */
    public BoxMinimizer(int maxIterations, double gradientTolerance, double valueTolerance) {
        this.maxIterations = maxIterations;
        this.gradientTolerance = gradientTolerance;
        this.valueTolerance = valueTolerance;
    }

    /** A function with its gradient. */
    @FunctionalInterface
    public interface Function {
        /** Return the value at a point and write the gradient there; infinite where it is not defined. */
        double at(double[] x, double[] gradient);
    }

    /** Move x to a local minimum and return the value there; infinite where the function is so at the start. */
    public double minimize(Function function, double[] x, double[] lower, double[] upper) {
        int n = x.length;
        double[] gradient = new double[n];
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        double[] direction = new double[n];
        clip(x, lower, upper);
        double value = function.at(x, gradient);
        if (!(value < Double.POSITIVE_INFINITY)) {
            return Double.POSITIVE_INFINITY;
        }
        Memory memory = new Memory(n);
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            if (free(x, gradient, lower, upper, direction) <= gradientTolerance) {
                break;
            }
            memory.descend(direction, x, gradient, lower, upper);
            double length = memory.isEmpty() ? Math.min(1, 0.3 / largest(direction)) : 1;
            double reached = Double.POSITIVE_INFINITY;
            for (int i = 0; i < SHORTENINGS; i++) {
                double slope = step(x, direction, length, gradient, lower, upper, next);
                reached = function.at(next, nextGradient);
                if (reached <= value + SUFFICIENT * slope) {
                    break;
                }
                length *= 0.3;
            }
            if (!(reached < value)) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            memory.add(x, next, gradient, nextGradient);
            double gain = value - reached;
            value = reached;
            System.arraycopy(next, 0, x, 0, n);
            System.arraycopy(nextGradient, 0, gradient, 0, n);
            if (gain < valueTolerance) {
                break;
            }
        }
        return value;
    }

    private static void clip(double[] x, double[] lower, double[] upper) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(lower[i], Math.min(upper[i], x[i]));
        }
    }

    private static boolean isHeld(int i, double[] x, double[] gradient, double[] lower, double[] upper) {
        return (x[i] <= lower[i] && gradient[i] >= 0) || (x[i] >= upper[i] && gradient[i] <= 0);
    }

    /** Write the negative gradient of the coordinates that may move, and return its largest component. */
    private static double free(double[] x, double[] gradient, double[] lower, double[] upper, double[] direction) {
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            direction[i] = isHeld(i, x, gradient, lower, upper) ? 0 : -gradient[i];
            largest = Math.max(largest, Math.abs(direction[i]));
        }
        return largest;
    }

    private static double largest(double[] vector) {
        double largest = Double.MIN_NORMAL;
        for (double component : vector) {
            largest = Math.max(largest, Math.abs(component));
        }
        return largest;
    }

    /** Take a projected step and return by how much it should descend. */
    private static double step(
            double[] x,
            double[] direction,
            double length,
            double[] gradient,
            double[] lower,
            double[] upper,
            double[] next) {
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            next[i] = Math.max(lower[i], Math.min(upper[i], x[i] + length * direction[i]));
            slope += gradient[i] * (next[i] - x[i]);
        }
        return slope;
    }

    /** The last steps and changes of the gradient: an approximation of the inverse Hessian. */
    private static final class Memory {
        private final double[][] steps;
        private final double[][] changes;
        private final double[] curvatures = new double[MEMORY];
        private final double[] weights = new double[MEMORY];
        private int count;

        Memory(int n) {
            steps = new double[MEMORY][n];
            changes = new double[MEMORY][n];
        }

        boolean isEmpty() {
            return count == 0;
        }

        void clear() {
            count = 0;
        }

        /** Turn the negative gradient into a direction of descent; as it is where that fails. */
        void descend(double[] direction, double[] x, double[] gradient, double[] lower, double[] upper) {
            if (count == 0) {
                return;
            }
            double[] steepest = direction.clone();
            int oldest = Math.max(0, count - MEMORY);
            for (int k = count - 1; k >= oldest; k--) {
                int at = k % MEMORY;
                weights[at] = dot(steps[at], direction) / curvatures[at];
                addTo(direction, -weights[at], changes[at]);
            }
            int newest = (count - 1) % MEMORY;
            double scale = curvatures[newest] / dot(changes[newest], changes[newest]);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
            for (int k = oldest; k < count; k++) {
                int at = k % MEMORY;
                double back = dot(changes[at], direction) / curvatures[at];
                addTo(direction, weights[at] - back, steps[at]);
            }
            for (int i = 0; i < direction.length; i++) {
                if (isHeld(i, x, gradient, lower, upper)) {
                    direction[i] = 0;
                }
            }
            if (!(dot(direction, gradient) < 0)) {
                System.arraycopy(steepest, 0, direction, 0, direction.length);
                clear();
            }
        }

        void add(double[] x, double[] next, double[] gradient, double[] nextGradient) {
            int at = count % MEMORY;
            for (int i = 0; i < x.length; i++) {
                steps[at][i] = next[i] - x[i];
                changes[at][i] = nextGradient[i] - gradient[i];
            }
            double curvature = dot(steps[at], changes[at]);
            if (curvature > 1e-12 * Math.sqrt(dot(steps[at], steps[at]) * dot(changes[at], changes[at]))) {
                curvatures[at] = curvature;
                count++;
            }
        }

        private static void addTo(double[] to, double times, double[] vector) {
            for (int i = 0; i < to.length; i++) {
                to[i] += times * vector[i];
            }
        }

        private static double dot(double[] a, double[] b) {
            return Cholesky.dot(a, 0, b, 0, a.length);
        }
    }
}
