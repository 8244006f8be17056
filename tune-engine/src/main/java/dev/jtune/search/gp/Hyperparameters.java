package dev.jtune.search.gp;

/**
 * What a fit settles.
 *
 * @param kernel the kernel
 * @param weights by coordinate, the inverse of the squared length over which values change
 * @param noise variance of the noise, as a share of the variance of the function
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hyperparameters(Kernel kernel, double[] weights, double noise) {}
