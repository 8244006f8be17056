/**
 * Gates on simulated builds: how often rules fail a build whose code has not changed, and how often they catch one that is worse.
 *
 * <p>Our rule is the gate itself with its confirm phase, on scores that are simulated; the others are what tools and people use.
 */
@NullMarked
package dev.jtune.bench.gate;

import org.jspecify.annotations.NullMarked;
