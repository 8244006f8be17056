package dev.jtune.examples.digits;

import dev.jtune.Choice;
import dev.jtune.LogRandInt;
import dev.jtune.LogUniform;

/**
 * The hyperparameters of {@link Net}, in the ranges of somebody who has no idea yet.
 *
 * @param rate how far a weight moves against its gradient
 * @param hidden units in the hidden layer
 * @param act the hidden layer's non-linearity
 * @param scale width of the weights that learning starts from
 * @param decay the share that each weight loses after a step
 */
record SgdParams(
        @LogUniform(lower = 1e-6, upper = 100) double rate,
        @LogRandInt(lower = 2, upper = 65) int hidden,
        @Choice Activation act,
        @LogUniform(lower = 1e-2, upper = 100) double scale,
        @LogUniform(lower = 1e-6, upper = 1) double decay) {}
