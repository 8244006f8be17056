package dev.jtune.run;

import org.apiguardian.api.API;

/** Names of studies and their classes, as people know them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyNames {
    private StudyNames() {}

    /** Return a class without its package, and without the class around it: {@code DigitsTest}. */
    public static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /**
     * Return a study without the package of its class: {@code DigitsTest.network}.
     *
     * @param study the name that it has in the whole build; one that is no class and a name, but somebody's own words, is returned as it is
     */
    public static String simpleStudy(String study) {
        int name = study.lastIndexOf('.');
        return name < 0 || !study.matches("[\\w.$-]+")
                ? study
                : simple(study.substring(0, name)) + study.substring(name);
    }
}
