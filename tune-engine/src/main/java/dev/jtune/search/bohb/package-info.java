/**
 * The search of BOHB: a model for each budget of time. Knows the cube, and no other algorithm: what a model is, it is given.
 */
@NullMarked
package dev.jtune.search.bohb;

import org.jspecify.annotations.NullMarked;
