package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HyperBand: trials join brackets, wait at each rung of their bracket for the others, and the best go on.
 *
 * <p>A rung is decided when all trials of the bracket that still live have come to it, and no further trial will join. Of so many, one in
 * {@code reductionFactor} goes on, rounded up; where scores are equal, the one that began first. A trial that ends before its rung does
 * not count there; one whose score is not finite ends at it. A trial that has passed later rungs by then waits for them too.
 *
 * <p>Source: L. Li et al., Hyperband: a novel bandit-based approach to hyperparameter optimization, JMLR 18 (2018).
 */
final class HyperBandScheduler implements Scheduler {
    private final String name;
    private final HyperBandSettings settings;
    private final Objective objective;
    private final int brackets;
    private final Map<Integer, Member> members = new HashMap<>();
    private final Deque<Member> ready = new ArrayDeque<>();
    private List<Cut> cuts = new ArrayList<>();
    private @Nullable Bracket open;
    private int begun;

    HyperBandScheduler(String name, HyperBandSettings settings, ScheduleContext context) {
        Wrong.throwIfAny(settings.problems(name));
        this.name = name;
        this.settings = settings;
        this.objective = context.objective();
        this.brackets = settings.brackets().deepest() + 1;
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
        if (open == null || open.vacancies == 0) {
            int turn = begun++ % brackets;
            open = new Bracket(settings.order() == HyperBandOrder.LARGEST_FIRST ? brackets - 1 - turn : turn);
        }
        Member member = new Member(trial, open, objective.newScore());
        open.vacancies--;
        open.live.add(member);
        members.put(trial, member);
    }

    @Override
    public void onLastTrialAdd() {
        closeOpen();
    }

    @Override
    public void onStandstill() {
        closeOpen();
    }

    private void closeOpen() {
        if (open != null) {
            open.vacancies = 0;
            settle(open);
        }
    }

    @Override
    public Decision onResult(Result result) {
        Member member = members.get(result.trial());
        if (member == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        if (member.state != State.RUNNING) {
            return decision(member);
        }
        member.score.add(result.value(objective.metric()));
        member.time = result.value(settings.timeAttr());
        if (settings.stopLastTrials() && member.time >= settings.maxT()) {
            return Ends.atMaxT(settings.timeAttr(), member.time, settings.maxT());
        }
        if (!member.isAtRung()) {
            return Decision.CONTINUE;
        }
        if (!Double.isFinite(member.score.value())) {
            return new Decision.Stop(member.score.value() + " at " + time(member.time) + " is no finite score");
        }
        member.state = State.WAITING;
        member.bracket.waiting++;
        settle(member.bracket);
        return decision(member);
    }

    /** Return what becomes of a trial that came to a rung, which may be decided already. */
    private Decision decision(Member member) {
        switch (member.state) {
            case CUT -> {
                cuts.removeIf(cut -> cut.trial() == member.trial);
                return new Decision.Stop(member.reason);
            }
            case READY -> {
                ready.remove(member);
                member.state = State.RUNNING;
                return Decision.ADVANCE;
            }
            default -> {
                return new Decision.Pause(Numbers.text(member.score.value()) + " at " + time(member.time)
                        + ", waits for others of its bracket");
            }
        }
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        Member member = members.remove(trial);
        if (member != null && member.state != State.CUT) {
            member.bracket.waiting -= member.state == State.WAITING ? 1 : 0;
            member.bracket.live.remove(member);
            member.state = State.CUT;
            settle(member.bracket);
        }
    }

    @Override
    public List<Cut> cuts() {
        List<Cut> due = cuts;
        cuts = new ArrayList<>();
        return due;
    }

    @Override
    public @Nullable Resumption resume() {
        for (Member next = ready.poll(); next != null; next = ready.poll()) {
            if (next.state == State.READY) { // else it ended meanwhile
                next.state = State.RUNNING;
                return Resumption.of(next.trial);
            }
        }
        return null;
    }

    /** Decide the rungs at which all trials of a bracket are. */
    private void settle(Bracket bracket) {
        while (bracket.isDue()) {
            halve(bracket);
        }
    }

    private void halve(Bracket bracket) {
        List<Member> ranked = new ArrayList<>(bracket.live);
        ranked.sort(Comparator.comparing((Member member) -> member.score.value(), objective.bestFirst())
                .thenComparingInt(member -> member.trial));
        int all = ranked.size();
        int kept = settings.brackets().kept(all);
        double last = ranked.get(kept - 1).score.value();
        for (Member member : ranked.subList(kept, all)) {
            double score = member.score.value();
            member.state = State.CUT;
            member.reason = Numbers.text(score, last) + " at " + time(member.time) + ", the last of " + kept
                    + " that go on has " + Numbers.text(last, score) + " (bracket of " + all + ")";
            cuts.add(new Cut(member.trial, member.reason));
            bracket.live.remove(member);
        }
        bracket.level++;
        bracket.waiting = 0;
        for (Member member : ranked.subList(0, kept)) {
            if (member.isAtRung()) {
                bracket.waiting++;
            } else {
                member.state = State.READY;
                ready.add(member);
            }
        }
    }

    private String time(double time) {
        return settings.timeAttr() + " " + Numbers.text(time);
    }

    private enum State {
        RUNNING,
        /** At its bracket's rung, which is not decided. */
        WAITING,
        /** It may go on. */
        READY,
        /** It ended, or is to end. */
        CUT
    }

    /** Trials that are halved together. */
    private final class Bracket {
        private final List<Long> rungs;
        private final Set<Member> live = new LinkedHashSet<>();
        private int vacancies;
        private int level;
        private int waiting;

        private Bracket(int halvings) {
            this.rungs = settings.brackets().rungs(halvings);
            this.vacancies = settings.brackets().size(halvings);
        }

        /** Tell whether all that will ever come to its rung are there. */
        private boolean isDue() {
            return vacancies == 0 && !live.isEmpty() && waiting == live.size() && level < rungs.size() - 1;
        }
    }

    /** A trial of a bracket. */
    private static final class Member {
        private final int trial;
        private final Bracket bracket;
        private final Objective.Score score;
        private double time = Double.NaN;
        private State state = State.RUNNING;
        private String reason = "";

        private Member(int trial, Bracket bracket, Objective.Score score) {
            this.trial = trial;
            this.bracket = bracket;
            this.score = score;
        }

        /** Tell whether it has come to the rung where its bracket is halved next; the last is that of full runs, which nothing halves. */
        private boolean isAtRung() {
            return bracket.level < bracket.rungs.size() - 1 && time >= bracket.rungs.get(bracket.level);
        }
    }
}
