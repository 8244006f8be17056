/**
 * Loggers: listeners that write a run in the formats of other tools.
 *
 * <p>Everything here listens to a run and knows nothing of how it is declared or shown; nothing decides.
 */
@NullMarked
package dev.jtune.log;

import org.jspecify.annotations.NullMarked;
