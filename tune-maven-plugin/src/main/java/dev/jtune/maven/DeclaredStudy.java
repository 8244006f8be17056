package dev.jtune.maven;

/**
 * A study that compiled test classes declare.
 *
 * @param className the binary name of its class
 * @param method the annotated method
 * @param name its name in its class
 * @param isGated whether a gate stands beside it
 */
record DeclaredStudy(String className, String method, String name, boolean isGated) {

    /** Return the study as people know it: {@code DigitsTest.network}. */
    String shortName() {
        return simpleClassName() + "." + name;
    }

    /** Return its name in the whole build, which is that of its directory too. */
    String fullName() {
        return className + "." + name;
    }

    String simpleClassName() {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** Return the command that runs it; {@code #} and dots survive every shell in quotes only. */
    String command() {
        return "mvn test \"-Dtest=" + simpleClassName() + "#" + method + "\"";
    }

    /** Tell whether it is meant by a name as people type it: {@code DigitsTest.network}, with or without package, or the class alone. */
    boolean isMeantBy(String selector) {
        return selector.equals(shortName())
                || selector.equals(fullName())
                || selector.equals(className)
                || selector.equals(simpleClassName());
    }
}
