package dev.jtune.maven;

import dev.jtune.gate.Verdict;

/**
 * What the build makes of a study.
 *
 * @param study the study
 * @param verdict the worst verdict of its gates, or why there is none
 * @param fails whether the build fails by it
 * @param warns whether to warn of it though the build does not fail
 * @param message what to tell, a line for each gate, with the fix where it is a no
 */
record StudyVerdict(DeclaredStudy study, Verdict verdict, boolean fails, boolean warns, String message) {

    static StudyVerdict failing(DeclaredStudy study, Verdict verdict, String message) {
        return new StudyVerdict(study, verdict, true, false, message);
    }

    /** Tell whether nobody could decide, which is no decided no. */
    boolean isUndecided() {
        return verdict == Verdict.ERROR;
    }
}
