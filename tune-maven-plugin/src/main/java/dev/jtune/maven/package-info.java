/**
 * The goals of the Maven plugin: they judge, accept and promote what studies left under {@code target/tune}.
 *
 * <p>They read files and the bytecode of test classes; they load no class of the project and run no trial.
 */
@NullMarked
package dev.jtune.maven;

import org.jspecify.annotations.NullMarked;
