package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;

/** Refuses studies with several objectives for searchers that minimise one. */
final class SingleObjective {
    private SingleObjective() {}

    /** Return the context, if its study has one objective; else throw TUNE-438. */
    static SearchContext of(String searcher, SearchContext context) {
        int objectives = context.objectives().size();
        if (objectives > 1) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-438",
                    searcher,
                    "it searches for the best of one objective, and the study has " + objectives,
                    "use a searcher for several objectives, or declare one"));
        }
        return context;
    }
}
