package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous successive halving that promotes: every trial pauses at each rung, and when there is room for a trial, the best of those
 * that are among the best 1 in {@code reductionFactor} of a rung goes on, from the highest rung that has one.
 *
 * <p>A trial that would be the next to go on does not pause. Once no further trial can come to a rung, one in {@code reductionFactor} goes on
 * rounded up, so that at least one trial always reaches the end, and the others are cut.
 *
 * <p>Source: L. Li et al., A System for Massively Parallel Hyperparameter Tuning, MLSys 2020, algorithm 2.
 */
final class PromotionScheduler implements Scheduler {
    private final String name;
    private final AshaSettings settings;
    private final Objective objective;
    private final IntFunction<Ladder> ladderOf;
    private final List<Ladder> ladders;
    private final Map<Integer, Climber> climbers = new HashMap<>();
    private List<Cut> cuts = new ArrayList<>();
    private boolean last;

    /**
     * Create a scheduler.
     *
     * @param ladders the rungs of each bracket
     * @param ladderOf the one that a trial climbs
     */
    private PromotionScheduler(
            String name,
            AshaSettings settings,
            ScheduleContext context,
            List<Ladder> ladders,
            IntFunction<Ladder> ladderOf) {
        this.name = name;
        this.settings = settings;
        this.objective = context.objective();
        this.ladders = ladders;
        this.ladderOf = ladderOf;
    }

    /** Create ASHA; its settings must be right. */
    static PromotionScheduler asha(AshaSettings settings, ScheduleContext context) {
        List<Ladder> ladders = settings.rungsOfBrackets().stream()
                .map(times -> new Ladder(times, settings.reductionFactor(), Ceiling.NONE))
                .toList();
        BracketDraw draw = new BracketDraw(ladders.size(), context.seed());
        return new PromotionScheduler("ASHA", settings, context, ladders, trial -> ladders.get(draw.bracket(trial)));
    }

    /** Create PASHA; its settings must be right. */
    static PromotionScheduler pasha(AshaSettings settings, ScheduleContext context) {
        List<Long> times = settings.rungs();
        Ladder ladder = new Ladder(times, settings.reductionFactor(), new RankingCeiling(times.size()));
        return new PromotionScheduler("PASHA", settings, context, List.of(ladder), trial -> ladder);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        Climber climber = new Climber(ladderOf.apply(trial), objective.newScore());
        climbers.put(trial, climber);
        climber.ladder.climbing[0]++;
    }

    @Override
    public void onLastTrialAdd() {
        last = true;
        ladders.forEach(this::settle);
    }

    @Override
    public void onStandstill() {
        boolean before = last;
        onLastTrialAdd();
        last = before;
    }

    @Override
    public Decision onResult(Result result) {
        Climber climber = climbers.get(result.trial());
        if (climber == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        if (climber.waits) {
            return new Decision.Pause(climber.reason);
        }
        double time = result.value(settings.timeAttr());
        climber.score.add(result.value(objective.metric()));
        double score = climber.score.value();
        climber.curve.add(objective.mode().loss(score));
        if (settings.stopLastTrials() && time >= settings.maxT()) {
            return Ends.atMaxT(settings.timeAttr(), time, settings.maxT());
        }
        int rung = climber.ladder.highestRung(time);
        return rung <= climber.rung ? Decision.CONTINUE : arrive(result.trial(), climber, rung, score, time);
    }

    private Decision arrive(int trial, Climber climber, int rung, double score, double time) {
        Ladder ladder = climber.ladder;
        String where = Numbers.text(score) + " at " + settings.timeAttr() + " " + Numbers.text(time);
        if (!Double.isFinite(score)) {
            ladder.rungs.get(rung).addLast(trial);
            return new Decision.Stop(where + " is no finite score");
        }
        ladder.climbing[climber.rung + 1]--;
        double loss = objective.mode().loss(score);
        if (rung == ladder.ceiling.height() && climber.rung == rung - 1) {
            ladder.ceiling.onArrival(climber.loss, loss, climber.curve);
        }
        climber.rung = rung;
        climber.loss = loss;
        climber.waits = true;
        climber.reason = where + ", waits to be promoted";
        ladder.rungs.get(rung).add(trial, loss);
        settle(ladder);
        if (next() == trial) {
            promote(climber, trial);
            return Decision.ADVANCE;
        }
        if (climber.cut) {
            cuts.removeIf(cut -> cut.trial() == trial);
            return new Decision.Stop(climber.reason);
        }
        return new Decision.Pause(climber.reason);
    }

    private static void promote(Climber climber, int trial) {
        climber.ladder.rungs.get(climber.rung).leave(trial);
        climber.ladder.climbing[climber.rung + 1]++;
        climber.waits = false;
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        Climber climber = climbers.remove(trial);
        if (climber == null || climber.cut) {
            return;
        }
        if (climber.waits) {
            climber.ladder.rungs.get(climber.rung).leave(trial);
        } else {
            climber.ladder.climbing[climber.rung + 1]--;
        }
        settle(climber.ladder);
    }

    @Override
    public List<Cut> cuts() {
        List<Cut> due = cuts;
        cuts = new ArrayList<>();
        return due;
    }

    @Override
    public @Nullable Resumption resume() {
        int trial = next();
        Climber climber = climbers.get(trial);
        if (climber == null) {
            return null;
        }
        promote(climber, trial);
        return Resumption.of(trial);
    }

    /** Return the trial that goes on next, 0 for none: the best at the highest rung that has one. */
    private int next() {
        int trial = 0;
        long highest = 0;
        for (Ladder ladder : ladders) {
            int rung = ladder.promotable();
            if (rung >= 0 && ladder.times.get(rung) > highest) {
                highest = ladder.times.get(rung);
                trial = ladder.rungs.get(rung).next();
            }
        }
        return trial;
    }

    /** Complete the rungs to which no further trial can come, and cut those who wait there in vain. */
    private void settle(Ladder ladder) {
        for (int i = 0; last && i < ladder.rungs.size() && !ladder.isClimbedTo(i); i++) {
            PromotionRung rung = ladder.rungs.get(i);
            rung.complete();
            boolean open = i < ladder.ceiling.height();
            for (int trial : List.copyOf(rung.waiting())) {
                Climber climber = climbers.get(trial);
                if (climber != null && !(open && rung.isPromotable(trial))) {
                    cut(trial, climber, rung, open);
                }
            }
            if (rung.hasPromotable()) {
                break;
            }
        }
    }

    private void cut(int trial, Climber climber, PromotionRung rung, boolean open) {
        double score = objective.mode() == Mode.MAX ? -climber.loss : climber.loss;
        climber.reason = Numbers.text(score) + " at " + settings.timeAttr() + " "
                + climber.ladder.times.get(climber.rung) + ", "
                + (open
                        ? "not among the best " + rung.promoted() + " of " + rung.size()
                        : "and more time does not change the order");
        climber.waits = false;
        climber.cut = true;
        rung.leave(trial);
        cuts.add(new Cut(trial, climber.reason));
    }

    /** The rungs of a bracket. */
    private static final class Ladder {
        private final List<Long> times;
        private final List<PromotionRung> rungs;
        private final Ceiling ceiling;
        /** How many trials run that have come so far: to no rung, to the first, and so on. */
        private final int[] climbing;

        private Ladder(List<Long> times, int factor, Ceiling ceiling) {
            this.times = times;
            this.rungs = times.stream().map(time -> new PromotionRung(factor)).toList();
            this.ceiling = ceiling;
            this.climbing = new int[times.size() + 1];
        }

        /** Return the index of the highest rung that is reached at a time, -1 for none. */
        private int highestRung(double time) {
            int rung = times.size() - 1;
            while (rung >= 0 && !(time >= times.get(rung))) {
                rung--;
            }
            return rung;
        }

        /** Return the highest rung of which a trial can be promoted, -1 for none. */
        private int promotable() {
            int rung = Math.min(rungs.size(), ceiling.height()) - 1;
            while (rung >= 0 && !rungs.get(rung).hasPromotable()) {
                rung--;
            }
            return rung;
        }

        /** Tell whether a trial is on its way to a rung or to one below it. */
        private boolean isClimbedTo(int rung) {
            return Arrays.stream(climbing, 0, rung + 1).anyMatch(trials -> trials > 0);
        }
    }

    /** A trial. */
    private static final class Climber {
        private final Ladder ladder;
        private final Objective.Score score;
        private final Curve curve = new Curve();
        private int rung = -1;
        private double loss;
        private boolean waits;
        private boolean cut;
        private String reason = "";

        private Climber(Ladder ladder, Objective.Score score) {
            this.ladder = ladder;
            this.score = score;
        }
    }
}
