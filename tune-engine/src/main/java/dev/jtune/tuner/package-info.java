/**
 * The programmatic face: everything the annotations say, for code that runs without JUnit.
 *
 * <p>{@link dev.jtune.tuner.Tuner} runs a study, {@link dev.jtune.tuner.Study} is asked for configurations and told their scores. The package
 * knows nothing of the JUnit Platform.
 */
@NullMarked
package dev.jtune.tuner;

import org.jspecify.annotations.NullMarked;
