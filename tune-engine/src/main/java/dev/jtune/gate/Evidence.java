package dev.jtune.gate;

import dev.jtune.ResultGrid;
import dev.jtune.run.StudyCommand;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What gates judge by.
 *
 * @param results what the search found, {@code null} where none was run
 * @param confirmation the configuration that was evaluated again, {@code null} where none was
 * @param unconfirmed why there is none though a gate asked for it; empty where there is one, or nobody asked
 * @param outgrown whether that is because the space does not hold the committed configuration any more
 * @param run what ran: digests, Java and machine
 * @param past the runs before this one
 * @param command the command that runs the study
 * @param directory where the results are
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Evidence(
        @Nullable ResultGrid results,
        @Nullable Confirmation confirmation,
        String unconfirmed,
        boolean outgrown,
        RunFacts run,
        RunHistory past,
        String command,
        String directory) {

    /** Return the evidence of a search that confirmed nothing, as nobody asked. */
    public static Evidence of(ResultGrid results, RunFacts run, String command, String directory) {
        return new Evidence(results, null, "", false, run, RunHistory.NONE, command, directory);
    }

    /** Return it with the runs before this one. */
    public Evidence after(RunHistory earlier) {
        return new Evidence(results, confirmation, unconfirmed, outgrown, run, earlier, command, directory);
    }

    /** Return the trial that gates show, with the command that runs it again. */
    String again(int trial) {
        return trial == 0
                ? "again: " + command + " \"-Dtune.run=verify\""
                : "again: " + StudyCommand.ofTrial(command, trial);
    }
}
