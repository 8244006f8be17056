/**
 * Declarations: what the annotations of a class say, read into studies.
 *
 * <p>Reading runs no user code and generates nothing; what is wrong is collected as problems. The package knows no type of the JUnit
 * Platform's engine API.
 */
@NullMarked
package dev.jtune.declare;

import org.jspecify.annotations.NullMarked;
