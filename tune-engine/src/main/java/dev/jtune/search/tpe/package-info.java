/**
 * Tree-structured Parzen estimators. Knows the cube and the numerics, and no other algorithm.
 *
 * <p>{@link dev.jtune.search.tpe.Tpe} proposes, {@code Ranking} tells good trials from bad ones, {@code Mixture} is a density of
 * either, and {@code Column} its part for one coordinate.
 */
@NullMarked
package dev.jtune.search.tpe;

import org.jspecify.annotations.NullMarked;
