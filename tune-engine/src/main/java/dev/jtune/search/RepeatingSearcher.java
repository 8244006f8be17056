package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates each configuration of another searcher by several trials, which have seeds of their own, and tells that searcher their mean.
 *
 * <p>Where it races, a configuration is evaluated again, one trial at a time, only while it may still beat the best one that was evaluated
 * in full: see {@link Race}. The search goes on with the next configuration meanwhile. It is not told of paused trials: what a
 * configuration is worth is the mean of trials that went equally far.
 *
 * <p>Source: the intensification of SMAC (Hutter, Hoos and Leyton-Brown, 2011), with a test in place of its comparison of means.
 */
final class RepeatingSearcher implements Searcher {
    private final Searcher searcher;
    private final int configurations;
    private final int repeats;
    private final @Nullable Race race;
    private final List<Candidate> open = new ArrayList<>();
    private final Map<Integer, Candidate> byTrial = new HashMap<>();
    private final List<Integer> firstTrials = new ArrayList<>();
    private int inserted;

    /**
     * Create a searcher.
     *
     * @param numSamples how many configurations there are, where the searcher does not say
     * @param repeats how often a configuration is evaluated at most, at least 1
     * @param raced the objective that configurations race in; {@code null} to evaluate each as often
     */
    RepeatingSearcher(Searcher searcher, int numSamples, int repeats, @Nullable Objective raced) {
        this.searcher = searcher;
        this.configurations = searcher.total().orElse(numSamples);
        this.repeats = repeats;
        this.race = raced == null ? null : new Race(raced.mode());
    }

    @Override
    public Suggestion suggest(int number) {
        for (Candidate candidate : open) {
            if (candidate.isToRepeat()) {
                return begin(number, candidate);
            }
        }
        Suggestion suggestion = firstTrials.size() < configurations
                ? searcher.suggest(firstTrials.size() + 1)
                : new Suggestion.Exhausted();
        if (suggestion instanceof Suggestion.Try suggested) {
            firstTrials.add(number);
            inserted -= suggested.by().equals(BY_HAND) ? 1 : 0;
            Candidate candidate = new Candidate(firstTrials.size(), suggested);
            open.add(candidate);
            return begin(number, candidate);
        }
        // an open configuration may have to be evaluated again
        return open.isEmpty() ? suggestion : new Suggestion.Wait();
    }

    @Override
    public boolean insert(Config config) {
        boolean inserts = firstTrials.size() + inserted < configurations && searcher.insert(config);
        inserted += inserts ? 1 : 0;
        return inserts;
    }

    private Suggestion begin(int number, Candidate candidate) {
        candidate.started++;
        byTrial.put(number, candidate);
        return candidate.suggested;
    }

    @Override
    public void onTrialEnd(Observation observation) {
        Candidate candidate = byTrial.remove(observation.number());
        if (candidate == null) {
            return;
        }
        candidate.observations.add(observation);
        candidate.isOver |= candidate.observations.size() == repeats
                || !observation.outcome().isWhole()
                || (race != null && !race.mayWin(candidate.scores()));
        if (candidate.isOver && candidate.observations.size() == candidate.started) {
            open.remove(candidate);
            Observation summary = candidate.summary();
            if (race != null && summary.outcome().isWhole()) {
                race.add(candidate.scores(), candidate.started == repeats);
            }
            searcher.onTrialEnd(summary);
        }
    }

    @Override
    public OptionalInt recommend() {
        OptionalInt recommended = searcher.recommend();
        return recommended.isPresent() && recommended.getAsInt() <= firstTrials.size()
                ? OptionalInt.of(firstTrials.get(recommended.getAsInt() - 1))
                : OptionalInt.empty();
    }

    @Override
    public OptionalInt total() {
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, (long) configurations * repeats));
    }

    @Override
    public String name() {
        return searcher.name() + (race == null ? " x " : " x up to ") + repeats;
    }

    /** A configuration whose trials have not all ended. */
    private final class Candidate {
        private final int number;
        private final Suggestion.Try suggested;
        private final List<Observation> observations = new ArrayList<>();
        private int started;
        private boolean isOver;

        private Candidate(int number, Suggestion.Try suggested) {
            this.number = number;
            this.suggested = suggested;
        }

        private boolean isToRepeat() {
            return !isOver && started < repeats && (race == null || started == observations.size());
        }

        private double[] scores() {
            return observations.stream().mapToDouble(o -> o.scores()[0]).toArray();
        }

        /** Return what came of it: means, and the first outcome that is not a whole trial, else that of the first. */
        private Observation summary() {
            Config config = suggested.config();
            TrialOutcome outcome = observations.stream()
                    .map(Observation::outcome)
                    .filter(ended -> !ended.isWhole())
                    .findFirst()
                    .orElse(observations.get(0).outcome());
            int[] objectives =
                    IntStream.range(0, observations.get(0).scores().length).toArray();
            return new Observation(
                    number,
                    config,
                    outcome,
                    Arrays.stream(objectives)
                            .mapToDouble(i -> mean(o -> o.scores()[i]))
                            .toArray(),
                    observations.stream()
                            .mapToInt(Observation::iterations)
                            .max()
                            .orElse(0),
                    mean(Observation::violation),
                    mean(Observation::seconds));
        }

        private double mean(ToDoubleFunction<Observation> value) {
            double sum = 0;
            for (Observation observation : observations) {
                sum += value.applyAsDouble(observation);
            }
            return sum / observations.size();
        }
    }
}
