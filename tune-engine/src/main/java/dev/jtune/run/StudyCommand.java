package dev.jtune.run;

import org.apiguardian.api.API;

/** The commands that run a study again; {@code #} and dots survive every shell in quotes only. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyCommand {
    private StudyCommand() {}

    /**
     * Return the command that runs a study.
     *
     * @param selector what Surefire knows it by: {@code DigitsTest#network}
     */
    public static String of(String selector) {
        return "mvn test \"-Dtest=" + selector + "\"";
    }

    /**
     * Return the command that runs one of its trials.
     *
     * @param study the command that runs the study
     * @param trial the trial's number
     */
    public static String ofTrial(String study, int trial) {
        return ofTrial(study, Integer.toString(trial));
    }

    /**
     * Return the command that runs one of its trials.
     *
     * @param study the command that runs the study
     * @param trial the trial's number, or what stands for it
     */
    public static String ofTrial(String study, String trial) {
        return study + " \"-Dtune.trials=" + trial + "\"";
    }
}
