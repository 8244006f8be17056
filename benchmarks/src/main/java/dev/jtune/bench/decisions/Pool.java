package dev.jtune.bench.decisions;

import java.util.Set;

/**
 * Random scenarios of one kind.
 *
 * @param kind the scheduler
 * @param name what is particular about them
 * @param traits that, for their generation
 * @param cause why decisions may differ, as documented; empty where none may
 */
record Pool(Kind kind, String name, Set<Trait> traits, String cause) {

    /** What may be particular about scenarios. Without any, nothing is known to be decided differently. */
    enum Trait {
        /** Values are quarters, so that many are equal; the reduction factor is 2 or 4. */
        EQUAL_VALUES,
        /** The reduction factor is 3. */
        THIRDS,
        /** One value in ten is no number. */
        NOT_A_NUMBER,
        /** Results lie up to six units of time apart. */
        JUMPS,
        /** One trial in eight fails on its way. */
        FAILURES,
        /** The last bracket is not full. */
        UNFILLED,
        /** {@code maxT} is no power of the reduction factor. */
        ODD_LENGTH,
        /** Trials go on after {@code maxT}. */
        ENDLESS,
        /** {@code maxT} is 243 and the reduction factor 3. */
        TOP_RUNG,
        /** Ray's median stopping takes the last result of a trial that ended twice into its mean, as it does unless it is told not to. */
        LAST_TWICE
    }

    static Pool same(Kind kind, String name, Trait... traits) {
        return new Pool(kind, name, Set.of(traits), "");
    }

    static Pool different(Kind kind, String name, String cause, Trait... traits) {
        return new Pool(kind, name, Set.of(traits), cause);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
