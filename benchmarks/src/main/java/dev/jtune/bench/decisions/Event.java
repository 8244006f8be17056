package dev.jtune.bench.decisions;

import dev.jtune.bench.problem.Spec;
import java.util.Collection;
import java.util.List;

/**
 * What a scheduler made of one result.
 *
 * @param trial the trial that reported, or failed
 * @param decision {@code CONTINUE}, {@code SAVE}, {@code EXPLOIT}, {@code PAUSE}, {@code STOP}, {@code ERROR} for a failure, or an exception of
 *     the scheduler
 * @param cut paused trials that it ended
 * @param resumed paused trials that it let go on
 */
record Event(int trial, String decision, List<Integer> cut, List<Integer> resumed) {
    Event {
        cut = cut.stream().sorted().toList();
        resumed = resumed.stream().sorted().toList();
    }

    static Event of(Spec json) {
        return new Event(
                (int) json.number("trial"), json.text("decision"), numbers(json, "cut"), numbers(json, "resumed"));
    }

    private static List<Integer> numbers(Spec json, String name) {
        return json.list(name).stream()
                .map(number -> ((Number) number).intValue())
                .toList();
    }

    Event withDecision(String other) {
        return new Event(trial, other, cut, resumed);
    }

    Event withoutCuts(Collection<Integer> trials) {
        return new Event(
                trial,
                decision,
                cut.stream().filter(number -> !trials.contains(number)).toList(),
                resumed);
    }
}
