/**
 * The JUnit Platform engine: finds studies, shows trials as tests, and turns verdicts into red and green.
 *
 * <p>Types of the platform's engine API and of ClassGraph are used here and nowhere else.
 */
@NullMarked
package dev.jtune.engine;

import org.jspecify.annotations.NullMarked;
