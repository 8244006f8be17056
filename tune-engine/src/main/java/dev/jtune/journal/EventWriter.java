package dev.jtune.journal;

import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.journal.JournalEvent.AttemptFailed;
import dev.jtune.journal.JournalEvent.AttemptLost;
import dev.jtune.journal.JournalEvent.AttemptStarted;
import dev.jtune.journal.JournalEvent.CheckpointDeleted;
import dev.jtune.journal.JournalEvent.CheckpointDistrusted;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.EarlierTrial;
import dev.jtune.journal.JournalEvent.PointAdded;
import dev.jtune.journal.JournalEvent.ResultReported;
import dev.jtune.journal.JournalEvent.RunEnded;
import dev.jtune.journal.JournalEvent.RunResumed;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.journal.JournalEvent.RunStoodStill;
import dev.jtune.journal.JournalEvent.SearchEnded;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialExploited;
import dev.jtune.journal.JournalEvent.TrialPaused;
import dev.jtune.journal.JournalEvent.TrialResumed;
import dev.jtune.journal.JournalEvent.TrialSuggested;
import dev.jtune.journal.JournalEvent.VerdictReached;
import dev.jtune.journal.JsonLines.Name;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes events as lines; {@link EventReader} decodes them. One buffer serves all: a run has many events. */
final class EventWriter {
    private static final byte[] RUN = JsonLines.start("run");
    private static final byte[] TRIAL = JsonLines.start("trial");
    private static final byte[] ATTEMPT = JsonLines.start("attempt");
    private static final byte[] RESULT = JsonLines.start("result");
    private static final byte[] CHECKPOINT = JsonLines.start("checkpoint");
    private static final byte[] DELETED = JsonLines.start("deleted");
    private static final byte[] DISTRUSTED = JsonLines.start("distrusted");
    private static final byte[] FAILED = JsonLines.start("failed");
    private static final byte[] END = JsonLines.start("end");
    private static final byte[] EARLIER = JsonLines.start("earlier");
    private static final byte[] VERDICT = JsonLines.start("verdict");
    private static final byte[] OVER = JsonLines.start("over");
    private static final byte[] LOST = JsonLines.start("lost");
    private static final byte[] PAUSED = JsonLines.start("paused");
    private static final byte[] RESUMED = JsonLines.start("resumed");
    private static final byte[] EXPLOITED = JsonLines.start("exploited");
    private static final byte[] SEARCHED = JsonLines.start("searched");
    private static final byte[] STILL = JsonLines.start("still");
    private static final byte[] ADDED = JsonLines.start("added");
    private static final byte[] AGAIN = JsonLines.start("again");

    /** The names of fields. */
    private static final class Names {
        static final Name ADDRESS = Name.of("address");
        static final Name AT = Name.of("at");
        static final Name ATTEMPT = Name.of("attempt");
        static final Name BY = Name.of("by");
        static final Name CHECKPOINT = Name.of("checkpoint");
        static final Name CODE = Name.of("code");
        static final Name CONFIG = Name.of("config");
        static final Name CONSTRAINTS = Name.of("constraints");
        static final Name ERROR = Name.of("error");
        static final Name ERRORED = Name.of("errored");
        static final Name FROM = Name.of("from");
        static final Name HOST = Name.of("host");
        static final Name ITERATION = Name.of("iteration");
        static final Name MESSAGE = Name.of("message");
        static final Name METRICS = Name.of("metrics");
        static final Name NAME = Name.of("name");
        static final Name OBJECTIVES = Name.of("objectives");
        static final Name OTHER = Name.of("other");
        static final Name OUTCOME = Name.of("outcome");
        static final Name PASSED = Name.of("passed");
        static final Name PID = Name.of("pid");
        static final Name REASON = Name.of("reason");
        static final Name RECOMMENDED = Name.of("recommended");
        static final Name RESOURCES = Name.of("resources");
        static final Name RUN = Name.of("run");
        static final Name SCHEDULER = Name.of("scheduler");
        static final Name SCORE = Name.of("score");
        static final Name SCORES = Name.of("scores");
        static final Name SEARCHER = Name.of("searcher");
        static final Name SECONDS = Name.of("seconds");
        static final Name SEED = Name.of("seed");
        static final Name SETTINGS = Name.of("settings");
        static final Name SPACE = Name.of("space");
        static final Name STOPPED = Name.of("stopped");
        static final Name STUDY = Name.of("study");
        static final Name TOLERATED = Name.of("tolerated");
        static final Name TRIAL = Name.of("trial");
        static final Name TRIALS = Name.of("trials");
        static final Name VERSION = Name.of("version");
    }

    private final JsonLines line = new JsonLines();

    /** Add an event as a line with its end to those that the next {@link #writeTo} writes. */
    void add(JournalEvent event) {
        if (event instanceof ResultReported e) {
            result(e);
        } else if (event instanceof TrialSuggested e) {
            line.begin(TRIAL);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.CONFIG, e.config().asMap());
            line.field(Names.SEED, e.seed());
            line.optional(Names.BY, e.by().isEmpty() ? null : e.by());
        } else if (event instanceof AttemptStarted e) {
            attempt(e);
        } else if (event instanceof TrialEnded e) {
            end(e);
        } else {
            rare(event);
        }
        line.end();
    }

    /** Write the lines that were added since the last call, in one piece. */
    void writeTo(JournalFile output) throws IOException {
        line.writeTo(output);
    }

    private void result(ResultReported e) {
        line.begin(RESULT);
        line.field(Names.TRIAL, e.trial());
        line.field(Names.ATTEMPT, e.attempt());
        line.field(Names.ITERATION, e.iteration());
        line.field(Names.METRICS, e.metrics());
        line.seconds(Names.SECONDS, e.seconds());
        line.field(Names.AT, e.millis());
        line.optional(Names.CHECKPOINT, e.checkpoint());
    }

    private void attempt(AttemptStarted e) {
        line.begin(ATTEMPT);
        line.field(Names.TRIAL, e.trial());
        line.field(Names.ATTEMPT, e.attempt());
        line.field(Names.AT, e.millis());
        line.field(Names.PID, e.pid());
        line.field(Names.HOST, e.host());
        line.field(Names.ADDRESS, e.address());
        line.field(Names.RESOURCES, e.resources());
        line.optional(Names.FROM, e.restoredFrom());
    }

    private void end(TrialEnded e) {
        line.begin(END);
        line.field(Names.TRIAL, e.trial());
        line.field(Names.OUTCOME, e.outcome());
        line.field(Names.TOLERATED, e.tolerated());
        line.field(Names.BY, e.by());
        line.field(Names.REASON, e.reason());
        line.field(Names.SCORE, e.score());
        line.field(Names.AT, e.millis());
        line.seconds(Names.SECONDS, e.seconds());
    }

    private void rare(JournalEvent event) {
        if (event instanceof RunStarted e) {
            run(e);
        } else if (event instanceof EarlierTrial e) {
            line.begin(EARLIER);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.CONFIG, e.config().asMap());
            line.field(Names.STOPPED, e.stoppedEarly());
            line.field(Names.SCORES, e.scores());
            line.field(Names.ITERATION, e.iterations());
        } else if (event instanceof CheckpointSaved e) {
            line.begin(CHECKPOINT);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.ATTEMPT, e.attempt());
            line.field(Names.ITERATION, e.iteration());
            line.field(Names.CHECKPOINT, e.checkpoint());
        } else if (event instanceof CheckpointDeleted e) {
            line.begin(DELETED);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.CHECKPOINT, e.checkpoint());
        } else if (event instanceof CheckpointDistrusted e) {
            line.begin(DISTRUSTED);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.CHECKPOINT, e.checkpoint());
            line.field(Names.REASON, e.reason());
        } else if (event instanceof AttemptFailed e) {
            line.begin(FAILED);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.ATTEMPT, e.attempt());
            line.field(Names.ERROR, e.error());
        } else if (event instanceof AttemptLost e) {
            line.begin(LOST);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.ATTEMPT, e.attempt());
            line.field(Names.REASON, e.reason());
        } else if (event instanceof TrialPaused e) {
            line.begin(PAUSED);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.ATTEMPT, e.attempt());
            line.field(Names.REASON, e.reason());
            line.field(Names.AT, e.millis());
        } else if (event instanceof TrialResumed e) {
            line.begin(RESUMED);
            line.field(Names.TRIAL, e.trial());
        } else if (event instanceof TrialExploited e) {
            line.begin(EXPLOITED);
            line.field(Names.TRIAL, e.trial());
            line.field(Names.OTHER, e.from());
            line.field(Names.CHECKPOINT, e.checkpoint());
            line.field(Names.CONFIG, e.config().asMap());
            line.field(Names.REASON, e.reason());
        } else {
            ofRun(event);
        }
    }

    private void ofRun(JournalEvent event) {
        if (event instanceof PointAdded e) {
            line.begin(ADDED);
            line.field(Names.CONFIG, e.config().asMap());
            line.field(Names.AT, e.millis());
        } else if (event instanceof SearchEnded) {
            line.begin(SEARCHED);
        } else if (event instanceof RunStoodStill) {
            line.begin(STILL);
        } else if (event instanceof RunResumed e) {
            line.begin(AGAIN);
            line.field(Names.AT, e.millis());
            line.field(Names.PID, e.pid());
            line.field(Names.HOST, e.host());
            line.field(Names.ERRORED, e.errored());
        } else if (event instanceof VerdictReached e) {
            line.begin(VERDICT);
            line.field(Names.NAME, e.name());
            line.field(Names.PASSED, e.passed());
            line.field(Names.MESSAGE, e.message());
        } else if (event instanceof RunEnded e) {
            line.begin(OVER);
            line.field(Names.REASON, e.reason());
            line.field(Names.AT, e.millis());
            if (e.recommended() > 0) {
                line.field(Names.RECOMMENDED, e.recommended());
            }
        }
    }

    private void run(RunStarted e) {
        line.begin(RUN);
        line.field(Names.VERSION, e.version());
        line.field(Names.RUN, e.runId());
        line.field(Names.STUDY, e.study());
        line.field(Names.SEED, e.seed());
        line.field(
                Names.OBJECTIVES,
                e.objectives().stream().map(EventWriter::objective).toList());
        if (!e.resultConstraints().isEmpty()) {
            line.field(
                    Names.CONSTRAINTS,
                    e.resultConstraints().stream()
                            .map(ResultConstraint::toString)
                            .toList());
        }
        line.field(Names.TRIALS, e.totalTrials());
        line.field(Names.SEARCHER, e.searcher());
        line.field(Names.SCHEDULER, e.scheduler());
        line.field(Names.SPACE, e.spaceDigest());
        line.field(Names.CODE, e.codeDigest());
        line.field(Names.SETTINGS, e.settings());
        line.field(Names.AT, e.millis());
    }

    private static Map<String, String> objective(Objective objective) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("metric", objective.metric());
        fields.put("mode", objective.mode().name());
        fields.put("scope", objective.scope().name());
        return fields;
    }
}
