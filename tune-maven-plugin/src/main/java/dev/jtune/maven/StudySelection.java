package dev.jtune.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** The studies that a user names, in whatever modules they are. */
final class StudySelection {
    private final List<String> names;
    private final Set<String> unmet;
    private final Set<String> seen = new LinkedHashSet<>();

    /** Create it from a list with commas; nothing means all studies. */
    StudySelection(@Nullable String list) {
        names = Stream.of((list == null ? "" : list).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        unmet = new LinkedHashSet<>(names);
    }

    /** Tell whether studies were named at all. */
    boolean isNamed() {
        return !names.isEmpty();
    }

    boolean takes(DeclaredStudy study) {
        seen.add(study.shortName());
        List<String> meant = names.stream().filter(study::isMeantBy).toList();
        unmet.removeAll(meant);
        return names.isEmpty() || !meant.isEmpty();
    }

    /**
     * Complain of a name that nothing had.
     *
     * @param what what the study should have had
     * @throws MojoFailureException TUNE-608
     */
    void requireAllMet(String what) throws MojoFailureException {
        if (!unmet.isEmpty()) {
            List<String> known = new ArrayList<>(seen);
            throw new MojoFailureException("TUNE-608 " + String.join(", ", unmet) + ": no such study has " + what
                    + (known.isEmpty() ? "" : " (these have: " + String.join(", ", known) + ")"));
        }
    }
}
