/**
 * AssertJ assertions for results; AssertJ is an optional dependency, needed only by who uses this package.
 */
@NullMarked
package dev.jtune.assertj;

import org.jspecify.annotations.NullMarked;
