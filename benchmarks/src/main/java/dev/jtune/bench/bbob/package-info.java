/**
 * The 24 noiseless functions of BBOB, on which optimisers of real numbers are compared.
 *
 * <p>Source: N. Hansen, S. Finck, R. Ros and A. Auger, Real-parameter black-box optimization benchmarking 2009: noiseless functions
 * definitions, INRIA research report 6829.
 */
@NullMarked
package dev.jtune.bench.bbob;

import org.jspecify.annotations.NullMarked;
