package dev.jtune.run;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Resume;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to be gone on with.
 *
 * @param start its first event
 * @param events all of them
 */
record Interrupted(JournalEvent.RunStarted start, List<JournalEvent> events) {
    /** The setting of a journal that says how many trials ran at a time. */
    static final String CONCURRENCY = "concurrency";

    /** The setting of a journal that says how many samples were asked for. */
    static final String SAMPLES = "samples";

    /**
     * Return the run with which a study goes on, {@code null} if it begins anew.
     *
     * @throws InvalidDeclarationException TUNE-408, if it has to go on and what is there is another study; TUNE-409 if nothing is there
     */
    static @Nullable Interrupted find(StudySpec spec) {
        Resume when = spec.resume().when();
        if (when == Resume.NEVER) {
            return null;
        }
        List<JournalEvent> events = StudyDirectory.events(spec.directory());
        boolean required = when == Resume.REQUIRED;
        if (events.isEmpty()) {
            if (required) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-409",
                        spec.name() + ", restore",
                        "there is no run in " + spec.directory(),
                        "give the directory of the study, the one with trials.jsonl, or begin a new run"));
            }
            return null;
        }
        Interrupted found = new Interrupted((JournalEvent.RunStarted) events.get(0), events);
        if (!required && found.isFinished()) {
            return null;
        }
        List<String> differences = found.differences(spec);
        boolean codeChanged = !found.start.codeDigest().equals(CodeDigest.of(spec.trainable()));
        if (differences.isEmpty() && (!codeChanged || required)) {
            if (codeChanged) {
                warn(
                        "TUNE-456 " + spec.name()
                                + ": the code has changed since the run was interrupted; trials that ended before keep their results");
            }
            return found;
        }
        if (required) {
            throw new InvalidDeclarationException(
                    new Problem(
                            "TUNE-408",
                            spec.name() + ", restore",
                            "the run in " + spec.directory() + " is another study: " + String.join("; ", differences),
                            "undo the change to go on with it, or begin a new run, which may know its results: warmStart(directory)"));
        }
        if (codeChanged) {
            differences.add("the code has changed");
        }
        warn("TUNE-457 " + spec.name() + " begins anew, although the run before was interrupted: "
                + String.join("; ", differences)
                + "; its files are in previous/, and warmStart = \"previous\" lets the search know its results");
        return null;
    }

    private static void warn(String text) {
        System.getLogger(StudyRun.class.getName()).log(System.Logger.Level.WARNING, text);
    }

    private boolean isFinished() {
        boolean finished = false;
        for (JournalEvent event : events) {
            finished = event instanceof JournalEvent.RunEnded
                    || (finished && event instanceof JournalEvent.VerdictReached);
        }
        return finished;
    }

    /** Return in what the run was another study, with both values. */
    private List<String> differences(StudySpec spec) {
        List<String> differences = new ArrayList<>();
        if (!start.study().equals(spec.name())) {
            differences.add("its name was " + start.study() + " and is " + spec.name());
        }
        if (!start.objectives().equals(spec.objectives())) {
            differences.add("its metrics were " + shown(start.objectives()) + " and are " + shown(spec.objectives()));
        }
        if (!start.resultConstraints().equals(spec.resultConstraints())) {
            differences.add("its result constraints were " + start.resultConstraints() + " and are "
                    + spec.resultConstraints());
        }
        if (isGrown(spec) && spec.search().deterministic()) {
            differences.add("its numSamples were " + start.settings().get(SAMPLES) + " and are " + spec.numSamples()
                    + ", and a deterministic run cannot grow");
        }
        if (start.seed() != spec.seed()) {
            differences.add("its seed was " + start.seed() + " and is " + spec.seed());
        }
        if (!start.spaceDigest().equals(CodeDigest.of(spec.space()))) {
            differences.add("its space was another");
        }
        return differences;
    }

    private static String shown(List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> objective.metric() + " ("
                        + (objective.mode() + ", " + objective.scope()).toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Tell whether the run has another number of samples now. */
    boolean isGrown(StudySpec spec) {
        String recorded = start.settings().get(SAMPLES);
        return recorded != null && Integer.parseInt(recorded) != spec.numSamples();
    }

    /** Return what a searcher knows before it is asked anything: what it knew then, and where the run has grown all that came of it. */
    List<Observation> known(StudySpec spec) {
        if (!isGrown(spec)) {
            return WarmStart.of(events);
        }
        List<TrialResult> trials =
                new ArrayList<>(RecordedStudy.of(events, Path.of("")).results().trials());
        return WarmStart.observations(trials, spec.space(), spec.objectives());
    }

    /** Return how many trials ran at a time, on which what a searcher suggests may depend. */
    int slots(int otherwise) {
        String recorded = start.settings().get(CONCURRENCY);
        return recorded == null ? otherwise : Integer.parseInt(recorded);
    }
}
