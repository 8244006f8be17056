package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asynchronous successive halving, the variant that stops and never pauses.
 *
 * <p>A trial that reaches a rung ends there if its score is strictly worse than the quantile {@code 1 - 1 / reductionFactor} of
 * the scores recorded at that rung before it, interpolated linearly; at an empty rung it goes on. Its own score is recorded in
 * either case. A score that is not finite ends the trial at any rung and is recorded as the worst. Of several rungs passed
 * since the last result, only the highest counts, and no rung counts twice, even if the trial starts again from an older
 * checkpoint. A trial at {@code maxT} ends before any rung is looked at.
 *
 * <p>A result without the metric or the time attribute changes nothing.
 *
 * <p>Source: L. Li et al., A System for Massively Parallel Hyperparameter Tuning, MLSys 2020; the stopping variant as in Ray
 * Tune and Syne Tune.
 */
final class AshaScheduler implements Scheduler {
    private final AshaSettings settings;
    private final Objective objective;
    private final BracketDraw draw;
    private final List<Bracket> brackets;
    private final Map<Integer, Progress> running = new HashMap<>();

    /** Create a scheduler; its settings must be right. */
    AshaScheduler(AshaSettings settings, ScheduleContext context) {
        this.settings = settings;
        this.objective = context.objective();
        this.brackets = settings.rungsOfBrackets().stream()
                .map(rungs -> Bracket.of(rungs, settings.reductionFactor()))
                .toList();
        this.draw = new BracketDraw(brackets.size(), context.seed());
    }

    @Override
    public String name() {
        return "ASHA";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        running.put(trial, new Progress(brackets.get(draw.bracket(trial)), objective.newScore()));
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        running.remove(trial);
    }

    @Override
    public Decision onResult(Result result) {
        Progress progress = running.get(result.trial());
        if (progress == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        double time = result.value(settings.timeAttr());
        progress.score.add(result.value(objective.metric()));
        if (settings.stopLastTrials() && time >= settings.maxT()) {
            return Ends.atMaxT(settings.timeAttr(), time, settings.maxT());
        }
        int rung = progress.bracket.highestRung(time);
        if (rung <= progress.lastRung) {
            return Decision.CONTINUE;
        }
        progress.lastRung = rung;
        return decide(progress.score.value(), time, progress.bracket.rungs().get(rung));
    }

    private Decision decide(double score, double time, Rung rung) {
        int others = rung.size();
        double cutOff = rung.quantile();
        double ranked = objective.mode() == Mode.MAX ? score : -score;
        rung.add(ranked);
        String where = " at " + settings.timeAttr() + " " + Numbers.text(time);
        if (!Double.isFinite(score)) {
            return new Decision.Stop(score + where + " is no finite score");
        }
        if (ranked >= cutOff) {
            return Decision.ADVANCE;
        }
        double shown = objective.mode() == Mode.MAX ? cutOff : -cutOff;
        return new Decision.Stop(Numbers.text(score, shown) + where + ", cut-off " + Numbers.text(shown, score)
                + " (rung of " + others + ")");
    }

    /** The rungs that a group of trials climbs. */
    private record Bracket(List<Long> times, List<Rung> rungs) {
        static Bracket of(List<Long> times, int factor) {
            return new Bracket(
                    List.copyOf(times),
                    times.stream().map(time -> new Rung(factor)).toList());
        }

        /** Return the index of the highest rung that is reached at a time, -1 for none. */
        int highestRung(double time) {
            int rung = times.size() - 1;
            while (rung >= 0 && !(time >= times.get(rung))) {
                rung--;
            }
            return rung;
        }
    }

    /** How far a running trial has climbed. */
    private static final class Progress {
        private final Bracket bracket;
        private final Objective.Score score;
        private int lastRung = -1;

        private Progress(Bracket bracket, Objective.Score score) {
            this.bracket = bracket;
            this.score = score;
        }
    }
}
