package dev.jtune.space;

import dev.jtune.Config;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as it was declared.
 *
 * @param text the constraint in words, or the name of one in code
 * @param code the constraint in code, {@code null} for one in words
 * @param scope what stands before the names that it means, such as {@code model.}
 * @param guard where it counts
 * @param problems where to say what is wrong with it
 */
record ConstraintDraft(String text, @Nullable Predicate<Config> code, String scope, Guard guard, Problems problems) {
    /** A constraint that counts everywhere. */
    ConstraintDraft(String text, Problems problems) {
        this(text, null, "", Guard.ALWAYS, problems);
    }
}
