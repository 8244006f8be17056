package dev.jtune.verify;

import dev.jtune.verify.Check.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what checks find. */
final class Findings {
    private final List<Check> checks = new ArrayList<>();

    /** Does a check; what it throws is a failure. */
    interface Body {
        Verdict judge() throws Throwable;
    }

    /**
     * What a check found.
     *
     * @param outcome how it ended
     * @param text what to say of it
     */
    record Verdict(Outcome outcome, String text) {
        static Verdict passed(String text) {
            return new Verdict(Outcome.PASSED, text);
        }

        static Verdict failed(String text) {
            return new Verdict(Outcome.FAILED, text);
        }

        static Verdict notJudged(String text) {
            return new Verdict(Outcome.NOT_JUDGED, text);
        }
    }

    /**
     * Do a check.
     *
     * @param code stands before the explanation of a failure
     * @return whether it did not fail
     */
    boolean judge(String name, String code, Body body) {
        Verdict verdict;
        Throwable cause = null;
        try {
            verdict = body.judge();
        } catch (Throwable e) {
            verdict = Verdict.failed("it threw " + e);
            cause = e;
        }
        boolean failed = verdict.outcome() == Outcome.FAILED;
        add(name, verdict.outcome(), failed ? code + " " + verdict.text() : verdict.text(), cause);
        return !failed;
    }

    private void add(String name, Outcome outcome, String text, @Nullable Throwable cause) {
        checks.add(new Check(name, outcome, text, cause));
    }

    List<Check> all() {
        return checks;
    }
}
