package dev.jtune.bench.gate;

import dev.jtune.Config;
import dev.jtune.MissingBaseline;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.ConfirmPhase;
import dev.jtune.gate.ConfirmPhase.Candidate;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.Evaluator;
import dev.jtune.gate.Evaluator.Evaluated;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.RunFacts;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.Tolerance;
import dev.jtune.gate.TwoLooks;
import dev.jtune.gate.UnconfirmedException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gate of this library, from the search to the verdict: of 50 configurations that are all alike one is confirmed, accepted, and compared with later.
 *
 * @param world how the noise behaves
 * @param verify whether a build evaluates the committed configuration alone, and does not search
 * @param tolerance the tolerance
 */
record GateRule(World world, boolean verify, String tolerance) implements Rule {
    private static final int SEARCHED = 50;
    private static final int CONFIRM = 5;
    private static final double ALPHA = 0.02;
    private static final RunFacts FACTS = new RunFacts("", "", "", "");

    @Override
    public String name() {
        return "gate, " + (verify ? "verify" : "search") + ", " + world.name() + ", tolerance " + tolerance;
    }

    @Override
    public Decided decide(long build, double drop) {
        try {
            Baseline baseline = baseline(build);
            World.Code today = world.code(build, 2, drop);
            AtomicInteger evaluations = new AtomicInteger();
            Evaluator evaluator = counting(evaluator(today), evaluations);
            BaselineGate gate = gate(true);
            ConfirmPhase phase = new ConfirmPhase(evaluator, gate.objective(), gate.looks());
            Confirmation confirmation = verify
                    ? phase.ofBaseline(baseline, found -> gate.wantsMore(found, baseline))
                    : phase.ofSearch(candidates(today), 1, baseline, found -> gate.wantsMore(found, baseline));
            Evidence evidence = new Evidence(null, confirmation, "", false, FACTS, RunHistory.NONE, "", "");
            return new Decided(gate.judge(evidence, baseline).verdict(), evaluations.get());
        } catch (UnconfirmedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Baseline baseline(long build) throws UnconfirmedException {
        World.Code code = world.code(build, 1, 0);
        BaselineGate gate = gate(false);
        Confirmation confirmed = new ConfirmPhase(evaluator(code), gate.objective(), gate.looks())
                .ofSearch(candidates(code), 1, null, found -> gate.wantsMore(found, null));
        return new Baseline(
                "study",
                confirmed.metric(),
                confirmed.mode(),
                confirmed.config(),
                confirmed.iterations(),
                confirmed.seeds(),
                confirmed.scores(),
                confirmed.deterministic(),
                "",
                "",
                LocalDate.EPOCH,
                "",
                "",
                null);
    }

    private BaselineGate gate(boolean ci) {
        return new BaselineGate(
                "study",
                Objective.of("score", Mode.MAX),
                null,
                Path.of("baseline.json"),
                "baseline.json",
                Tolerance.parse(tolerance),
                new TwoLooks(CONFIRM, ALPHA),
                true,
                MissingBaseline.FAIL_IN_CI,
                ci);
    }

    /** Search: each configuration has one score, on a seed of its own. */
    private static List<Candidate> candidates(World.Code code) {
        List<Candidate> candidates = new ArrayList<>();
        for (int trial = 1; trial <= SEARCHED; trial++) {
            candidates.add(new Candidate(trial, Config.of(Map.of("number", trial)), code.score(trial, -trial)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    private static Evaluator evaluator(World.Code code) {
        return evaluations -> evaluations.stream()
                .map(evaluation -> Evaluated.of(code.score(evaluation.config().getInt("number"), evaluation.seed())))
                .toList();
    }

    private static Evaluator counting(Evaluator evaluator, AtomicInteger evaluations) {
        return plan -> {
            evaluations.addAndGet(plan.size());
            return evaluator.evaluate(plan);
        };
    }
}
