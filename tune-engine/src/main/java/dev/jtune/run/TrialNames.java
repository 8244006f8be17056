package dev.jtune.run;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** What trials and their directories are called: {@code network trial 013}, {@code trial-00013}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrialNames {
    private static final int DIGITS_OF_NAME = 3;
    private static final int DIGITS_OF_DIRECTORY = 5;

    private TrialNames() {}

    /**
     * Return a trial's name.
     *
     * @param study the study's full name, of which the last part is shown
     */
    public static String name(String study, int number) {
        return study.substring(study.lastIndexOf('.') + 1) + " trial " + padded(number, DIGITS_OF_NAME);
    }

    /** Return the directory of a trial of the study in this directory. */
    public static Path directory(Path study, int number) {
        return study.resolve("trial-" + padded(number, DIGITS_OF_DIRECTORY));
    }

    /** A format string would be parsed anew for each of a hundred thousand trials. */
    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
