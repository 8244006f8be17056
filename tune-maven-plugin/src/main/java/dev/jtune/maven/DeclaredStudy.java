package dev.jtune.maven;

import dev.jtune.gate.GateReport;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyNames;

/**
 * A study that compiled test classes declare.
 *
 * @param className the binary name of its class
 * @param method the annotated method
 * @param name its name in its class
 * @param isGated whether a gate stands beside it
 * @param hasBaseline whether one of the gates compares with a baseline
 * @param namesParameters whether the class file has the names of the method's parameters, if it has any
 */
record DeclaredStudy(
        String className, String method, String name, boolean isGated, boolean hasBaseline, boolean namesParameters) {

    /** Return the study that a report is of. */
    static DeclaredStudy of(GateReport report) {
        String name = report.study().substring(report.study().indexOf('.') + 1);
        return new DeclaredStudy(report.type(), report.method(), name, true, true, true);
    }

    /** Return the study that people know by a name, {@code DigitsTest.network}; its package nobody can tell. */
    static DeclaredStudy named(String shortName) {
        int dot = shortName.indexOf('.');
        return new DeclaredStudy(
                shortName.substring(0, dot),
                shortName.substring(dot + 1),
                shortName.substring(dot + 1),
                true,
                true,
                true);
    }

    /** Return the study as people know it: {@code DigitsTest.network}. */
    String shortName() {
        return simpleClassName() + "." + name;
    }

    /** Return its name in the whole build, which is that of its directory too. */
    String fullName() {
        return className + "." + name;
    }

    String simpleClassName() {
        return StudyNames.simple(className);
    }

    /** Return the command that runs it. */
    String command() {
        return StudyCommand.of(simpleClassName() + "#" + method);
    }

    /** Tell whether a name as people type it means it: {@code DigitsTest.network}, with or without package, or the class alone. */
    boolean isMeantBy(String selector) {
        return selector.equals(shortName())
                || selector.equals(fullName())
                || selector.equals(className)
                || selector.equals(simpleClassName());
    }
}
