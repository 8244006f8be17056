package dev.jtune.log;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a recording of the JDK Flight Recorder holds of a study; the recorder reads the fields. */
@Category("Tune")
@StackTrace(false)
abstract class FlightEvent extends Event {
    @Label("Study")
    String study = "";

    @Name("dev.jtune.Study")
    @Label("Study")
    @Description("A run of a study")
    static final class Study extends FlightEvent {
        @Label("Run")
        String runId = "";

        @Label("Searcher")
        String searcher = "";

        @Label("Scheduler")
        String scheduler = "";

        @Label("Trials")
        int trials;

        @Label("Best Trial")
        @Description("0 where there is none")
        int bestTrial;

        @Label("Best Score")
        double bestScore = Double.NaN;
    }

    @Name("dev.jtune.Trial")
    @Label("Trial")
    @Description("A trial from its start to its end, its pauses included")
    static final class Trial extends FlightEvent {
        @Label("Trial")
        int trial;

        @Label("Configuration")
        String config = "";

        @Label("Suggested By")
        String suggestedBy = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Reason")
        String reason = "";

        @Label("Score")
        double score;

        @Label("Results")
        int results;

        @Label("Attempts")
        int attempts;
    }

    @Name("dev.jtune.Result")
    @Label("Result")
    @Description("A result that a trial reported")
    static final class Result extends FlightEvent {
        @Label("Trial")
        int trial;

        @Label("Iteration")
        int iteration;

        @Label("Metric")
        @Description("What the study optimises first")
        String metric = "";

        @Label("Value")
        double value;
    }

    @Name("dev.jtune.Checkpoint")
    @Label("Checkpoint")
    @Description("A checkpoint that a trial has saved")
    static final class Checkpoint extends FlightEvent {
        @Label("Trial")
        int trial;

        @Label("Iteration")
        int iteration;

        @Label("Directory")
        String directory = "";
    }
}
