package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.List;

/** Collects what is wrong with the settings of one scheduler. */
record Wrong(String code, String place, List<Problem> problems) {

    void unless(boolean right, String reason) {
        if (!right) {
            problems.add(Problem.of(code, place, reason));
        }
    }

    void ifBlank(String setting, String metric) {
        unless(!metric.isBlank(), setting + " must be the name of a metric, was blank");
    }

    static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
    }
}
