package dev.jtune.search.cma;

import dev.jtune.search.cube.SeededStream;

/** How large the generations of each run are, and how wide it starts. */
final class RunPlan {
    private static final int LARGEST_POPULATION = 10_000;

    private final CmaSettings.Restarts restarts;
    private final int first;
    private final double sigma;
    private int largest;
    private long trialsOfLarge;
    private long trialsOfSmall;
    private boolean small;

    RunPlan(CmaSettings.Restarts restarts, int population, double sigma) {
        this.restarts = restarts;
        this.first = population;
        this.largest = population;
        this.sigma = sigma;
    }

    /** A run's size. */
    record Size(int population, double sigma) {}

    Size first() {
        return new Size(first, sigma);
    }

    boolean restarts() {
        return restarts != CmaSettings.Restarts.NONE;
    }

    /** Plan the run after one that took so many trials. */
    Size after(int trials, SeededStream random) {
        if (small) {
            trialsOfSmall += trials;
        } else {
            trialsOfLarge += trials;
        }
        small = restarts == CmaSettings.Restarts.BIPOP && trialsOfSmall < trialsOfLarge;
        if (small) {
            double u = random.nextDouble();
            double population = first * StrictMath.pow(Math.max(1, largest / (2.0 * first)), u * u);
            return new Size((int) population, sigma * StrictMath.pow(10, -2 * random.nextDouble()));
        }
        largest = Math.min(LARGEST_POPULATION, 2 * largest);
        return new Size(largest, sigma);
    }
}
