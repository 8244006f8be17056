/**
 * Searchers: what to try next.
 *
 * <p>A {@link dev.jtune.search.Searcher} sees a space, the configurations tried so far and their scores, and nothing of
 * threads, tests or files. {@link dev.jtune.search.SearchWith} plugs one in by annotation.
 */
@NullMarked
package dev.jtune.search;

import org.jspecify.annotations.NullMarked;
