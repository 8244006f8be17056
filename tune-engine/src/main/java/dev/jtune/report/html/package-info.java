/**
 * The pages that people open: one a study, and an index of all studies.
 *
 * <p>Everything here is read from the files of a study; a page needs no network, no server, and no script to say what it has to say.
 */
@NullMarked
package dev.jtune.report.html;

import org.jspecify.annotations.NullMarked;
