package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Observation;
import dev.jtune.space.ParamSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** Earlier results that a search begins with. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface WarmStart {

    /** Results that are at hand. */
    record Results(ResultGrid results) implements WarmStart {}

    /** Those that the last run of a study left in its directory; it is an error if there are none. */
    record Directory(Path directory) implements WarmStart {}

    /** Those of the last run of the study itself; none before its first run. */
    record Previous() implements WarmStart {}

    /** Read all of them before the new run moves them aside. */
    static List<TrialResult> read(StudySpec spec) {
        List<TrialResult> trials = new ArrayList<>();
        for (WarmStart source : spec.search().warmStart()) {
            if (source instanceof Results given) {
                trials.addAll(given.results().trials());
            } else if (source instanceof Directory left) {
                RecordedStudy study = RecordedStudy.read(left.directory())
                        .orElseThrow(() -> new InvalidDeclarationException(new Problem(
                                "TUNE-412",
                                spec.name() + ", warmStart",
                                "there are no results in " + left.directory(),
                                "name the directory of a study, the one with trials.jsonl, or \"previous\"")));
                trials.addAll(study.results().trials());
            } else if (spec.directory() != null) {
                RecordedStudy.read(spec.directory())
                        .ifPresent(study -> trials.addAll(study.results().trials()));
            }
        }
        return trials;
    }

    /**
     * Return what a search learns of them, one observation for each configuration, with numbers up to 0.
     *
     * <p>Only what can be compared counts: trials with a finite score in each objective, whose configuration lies in the space. A parameter
     * that the space does not have any more is left out; a trial without a value for one that is new does not count.
     */
    static List<Observation> observations(List<TrialResult> trials, ParamSpace space, List<Objective> objectives) {
        Map<Config, List<TrialResult>> byConfig = new LinkedHashMap<>();
        for (TrialResult trial : trials) {
            Config config = within(space, trial.config());
            if (trial.outcome().isSuccess()
                    && objectives.stream().allMatch(objective -> Double.isFinite(trial.score(objective)))
                    && space.contains(config)) {
                byConfig.computeIfAbsent(config, same -> new ArrayList<>()).add(trial);
            }
        }
        List<Observation> observations = new ArrayList<>();
        byConfig.forEach((config, same) -> observations.add(new Observation(
                observations.size() + 1 - byConfig.size(),
                config,
                same.get(0).outcome(),
                objectives.stream()
                        .mapToDouble(objective -> mean(same, objective))
                        .toArray(),
                same.get(0).iterations())));
        return observations;
    }

    /** Return the event by which the journal keeps what a search knew. */
    static JournalEvent.EarlierTrial toEvent(Observation earlier) {
        return new JournalEvent.EarlierTrial(
                earlier.number(),
                earlier.config(),
                !earlier.outcome().isWhole(),
                Arrays.stream(earlier.scores()).boxed().toList(),
                earlier.iterations());
    }

    /** Return what a search knew before its first trial. */
    static List<Observation> of(List<JournalEvent> events) {
        return events.stream()
                .filter(JournalEvent.EarlierTrial.class::isInstance)
                .map(JournalEvent.EarlierTrial.class::cast)
                .map(event -> new Observation(
                        event.trial(),
                        event.config(),
                        event.stoppedEarly() ? new TrialOutcome.Stopped("", "") : new TrialOutcome.Completed(),
                        event.scores().stream().mapToDouble(Double::doubleValue).toArray(),
                        event.iterations()))
                .toList();
    }

    private static Config within(ParamSpace space, Config config) {
        Set<String> names = space.names();
        Map<String, Object> values = new LinkedHashMap<>(config.asMap());
        values.keySet().retainAll(names);
        return Config.of(values);
    }

    private static double mean(List<TrialResult> trials, Objective objective) {
        double sum = 0;
        for (TrialResult trial : trials) {
            sum += trial.score(objective);
        }
        return sum / trials.size();
    }
}
