/**
 * Search spaces: one model, and the spellings that are read into it.
 *
 * <p>A {@code ParamSpace} is an ordered list of parameters, each with a {@link dev.jtune.space.Domain} and
 * the condition under which it exists. Strings, annotations, records, sealed interfaces and provider methods are all read
 * into it, and one validator judges the result. The package knows {@code dev.jtune}, and nothing of searchers or tests.
 */
@NullMarked
package dev.jtune.space;

import org.jspecify.annotations.NullMarked;
