/**
 * How much each parameter matters for a score, read from the trials of a study.
 *
 * <p>{@link dev.jtune.importance.Importance} is the face of two methods: functional ANOVA on a forest, and PED-ANOVA on
 * densities. Works on results and the cube of a space; nothing here knows of searchers, schedulers or runs.
 */
@NullMarked
package dev.jtune.importance;

import org.jspecify.annotations.NullMarked;
