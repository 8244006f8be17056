package dev.jtune.search.cma;

/**
 * A point that was drawn.
 *
 * @param drawn its coordinates, those too whose parameters do not exist
 * @param numbers its coordinates of the Gaussian
 * @param categories its category of each categorical coordinate
 * @param point its settled point
 */
// Made for one generation and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Sample(double[] drawn, double[] numbers, int[] categories, double[] point) {}
