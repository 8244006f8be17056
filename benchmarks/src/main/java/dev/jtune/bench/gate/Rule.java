package dev.jtune.bench.gate;

import dev.jtune.gate.Verdict;

/** Something that decides whether a build fails. */
interface Rule {
    String name();

    /** Return what a build comes to that is worse by {@code drop}. */
    Decided decide(long build, double drop);

    /**
     * What a rule decided.
     *
     * @param verdict whether the build fails, and whether that was certain
     * @param evaluations how many evaluations the build took
     */
    record Decided(Verdict verdict, int evaluations) {
        static Decided of(boolean fails, int evaluations) {
            return new Decided(fails ? Verdict.REGRESSED : Verdict.PASS, evaluations);
        }

        boolean fails() {
            return !verdict.passes();
        }
    }
}
