package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.search.cube.SeededStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Population based training: trials of the lower quantile take over checkpoint and configuration of one of the upper quantile, and explore.
 *
 * <p>Each trial is compared once the interval has passed since it was compared last, by its score, to the last such scores of all others
 * that have not ended. A score that is not finite ranks worst, so that a trial that diverged takes over from another. A trial of the upper
 * quantile saves a checkpoint; only such a one is taken over from. Scores of before a trial took over another one's state do not count any more.
 *
 * <p>With more trials than slots, a trial that was compared gives way to the others: first to those that were never begun, then to the one
 * that is furthest behind. Where it is synchronous, all trials pause at the same time, and are compared when the last one has come.
 *
 * <p>Source: M. Jaderberg et al., Population Based Training of Neural Networks, 2017; quantiles as in Ray Tune.
 */
final class PopulationScheduler implements Scheduler {
    private final PopulationRule rule;
    private final Explorer explorer;
    private final Objective objective;
    private final long seed;
    private final int totalTrials;
    private final int slots;
    private final Map<Integer, Member> members = new LinkedHashMap<>();
    private int added;
    private boolean complete;
    private double barrier;

    PopulationScheduler(PopulationRule rule, Explorer explorer, ScheduleContext context) {
        this.rule = rule;
        this.explorer = explorer;
        this.objective = context.objective();
        this.seed = context.seed();
        this.totalTrials = context.totalTrials();
        this.slots = context.slots();
        this.complete = totalTrials == Integer.MAX_VALUE;
        this.barrier = Math.max(rule.interval(), rule.burnIn());
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Set<String> metrics() {
        return Set.of(rule.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        members.put(trial, new Member(trial, config, objective));
        added++;
        complete |= added >= totalTrials;
    }

    @Override
    public void onLastTrialAdd() {
        complete = true;
        compareAllIfThere(null);
    }

    @Override
    public void onStandstill() {
        onLastTrialAdd();
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        members.remove(trial);
        compareAllIfThere(null);
    }

    @Override
    public Decision onResult(Result result) {
        Member member = members.get(result.trial());
        if (member == null || !result.has(objective.metric()) || !result.has(rule.timeAttr())) {
            return Decision.CONTINUE;
        }
        double time = result.value(rule.timeAttr());
        member.config = result.config();
        member.score.add(result.value(objective.metric()));
        // it took over the state of a trial that was behind it
        member.compared = Math.min(member.compared, time);
        boolean due = rule.synchronous()
                ? time >= barrier
                : time >= rule.burnIn() && time - member.compared >= rule.interval();
        if (!due) {
            return Decision.CONTINUE;
        }
        member.rank(time, objective);
        explorer.observe(member.trial, time, member.config, member.ranked);
        return rule.synchronous() ? await(member) : compare(member);
    }

    private Decision compare(Member member) {
        member.compared = member.time;
        Quantiles quantiles = quantiles();
        member.saved = quantiles.upper.contains(member);
        List<Member> sources =
                quantiles.upper.stream().filter(source -> source.saved).toList();
        Decision.Exploit exploit =
                quantiles.lower.contains(member) && !sources.isEmpty() ? exploit(member, sources, quantiles) : null;
        if (othersWait()) {
            member.pause(exploit);
            return new Decision.Pause("gives way to others at " + timeText(member));
        }
        if (exploit != null) {
            return exploit;
        }
        return member.saved ? Decision.SAVE : Decision.CONTINUE;
    }

    private Decision await(Member member) {
        member.pause(null);
        member.atBarrier = true;
        compareAllIfThere(member);
        return new Decision.Pause("compared with all others at " + timeText(member));
    }

    /** Compare all trials that wait for it, if none is missing. */
    private void compareAllIfThere(@Nullable Member last) {
        if (!complete || members.isEmpty() || !members.values().stream().allMatch(member -> member.atBarrier)) {
            return;
        }
        Quantiles quantiles = quantiles();
        // the checkpoint of the one that came last may not be there yet
        List<Member> settled =
                quantiles.upper.stream().filter(member -> member != last).toList();
        List<Member> sources = settled.isEmpty() ? quantiles.upper : settled;
        double latest = 0;
        for (Member member : members.values()) {
            latest = Math.max(latest, member.time);
            member.atBarrier = false;
        }
        for (Member member : quantiles.lower) {
            member.resumption = exploit(member, sources, quantiles);
        }
        barrier = Math.max(barrier + rule.interval(), latest);
    }

    private boolean othersWait() {
        return (!complete && totalTrials > slots) || members.values().stream().anyMatch(member -> member.paused);
    }

    /** Where all were compared at once, those that take over go on first, as long as the others are where they were. */
    @Override
    public @Nullable Resumption resume() {
        if (!complete) {
            return null; // those that were never begun are further behind
        }
        Member next = members.values().stream()
                .filter(member -> member.paused && !member.atBarrier)
                .min(Comparator.comparing((Member member) -> !rule.synchronous() || member.resumption == null)
                        .thenComparing(member -> member.time))
                .orElse(null);
        if (next == null) {
            return null;
        }
        next.paused = false;
        return new Resumption(next.trial, next.resumption);
    }

    private Quantiles quantiles() {
        List<Member> ranked = new ArrayList<>(members.values());
        ranked.removeIf(member -> Double.isNaN(member.ranked));
        ranked.sort(Comparator.comparingDouble(member -> member.ranked));
        int size = rule.quantile(ranked.size());
        return new Quantiles(
                ranked.subList(0, size), ranked.subList(ranked.size() - size, ranked.size()), ranked.size());
    }

    /** Let a trial take over from one of others, by a draw that depends on nothing but how often it did so before. */
    private Decision.Exploit exploit(Member member, List<Member> sources, Quantiles quantiles) {
        SeededStream random = SeededStream.of(seed, rule.name(), member.trial * 1_000_000_007L + member.exploits);
        Member source = sources.get(random.nextInt(sources.size()));
        Config config = explorer.explore(member.trial, source.trial, source.config, random);
        String reason = scoreText(member) + " at " + timeText(member) + " is among the last " + quantiles.lower.size()
                + " of " + quantiles.count + "; trial " + source.trial + " had " + scoreText(source)
                + changes(source.config, config);
        member.takeOver(source, objective);
        return new Decision.Exploit(source.trial, config, reason);
    }

    private static String changes(Config from, Config to) {
        StringBuilder changes = new StringBuilder();
        to.asMap().forEach((name, value) -> {
            if (!from.has(name)) {
                changes.append(", ").append(shown(name, value));
            } else if (!from.get(name).equals(value)) {
                changes.append(", ")
                        .append(shown(name, value))
                        .append(" after ")
                        .append(shown(name, from.get(name)).substring(name.length() + 1));
            }
        });
        return changes.toString();
    }

    private static String shown(String name, Object value) {
        return Config.of(Map.of(name, value)).toString();
    }

    private String scoreText(Member member) {
        return Numbers.text(objective.mode().loss(-member.ranked));
    }

    private String timeText(Member member) {
        return rule.timeAttr() + " " + Numbers.text(member.time);
    }

    private record Quantiles(List<Member> lower, List<Member> upper, int count) {}

    /** A trial that has not ended. */
    private static final class Member {
        private final int trial;
        private Config config;
        private Objective.Score score;
        /** Its score when it was compared last, larger ones better; {@code NaN} before it was. */
        private double ranked = Double.NaN;
        /** When it was compared last. */
        private double time;
        /** From when the interval counts. */
        private double compared;

        private boolean saved;
        private boolean paused;
        private boolean atBarrier;
        private Decision.@Nullable Exploit resumption;
        private int exploits;

        Member(int trial, Config config, Objective objective) {
            this.trial = trial;
            this.config = config;
            this.score = objective.newScore();
        }

        void rank(double now, Objective objective) {
            double value = -objective.mode().loss(score.value());
            ranked = Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
            time = now;
        }

        void pause(Decision.@Nullable Exploit exploit) {
            paused = true;
            resumption = exploit;
        }

        void takeOver(Member source, Objective objective) {
            exploits++;
            score = objective.newScore();
            time = source.time;
            compared = source.compared;
        }
    }
}
