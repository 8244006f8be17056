/** Reads and writes JSON with the JDK alone, for configurations and checkpoint values; not for users. */
@NullMarked
package dev.jtune.json;

import org.jspecify.annotations.NullMarked;
