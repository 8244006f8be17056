package dev.jtune.examples.wine;

/** Tells the class of a wine from its measurements. */
@FunctionalInterface
interface Classifier {
    int classify(double[] measurements);
}
