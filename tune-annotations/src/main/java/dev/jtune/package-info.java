/**
 * The types that user code touches: annotations, configurations, trials, checkpoints and results.
 *
 * <p>Nothing here starts a search. The package needs the JDK only (JUnit's {@code @Testable} marks {@link dev.jtune.Tune}
 * for IDEs), so that production code can load a tuned configuration. It must not know {@code dev.jtune.space} or any
 * package of the engine.
 */
@NullMarked
package dev.jtune;

import org.jspecify.annotations.NullMarked;
