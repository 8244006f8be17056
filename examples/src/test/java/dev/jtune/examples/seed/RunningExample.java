package dev.jtune.examples.seed;

/** The function that all examples maximise. */
final class RunningExample {
    private RunningExample() {}

    static double objective(double x, double a, double b) {
        return a * Math.sqrt(x) + b;
    }
}
