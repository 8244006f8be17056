package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.ConfirmPhase;
import dev.jtune.gate.ConfirmPhase.Candidate;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.Evaluator;
import dev.jtune.gate.Evaluator.Evaluated;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.FrontScore;
import dev.jtune.gate.RunFacts;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.ScoreGate;
import dev.jtune.gate.UnconfirmedException;
import dev.jtune.run.CodeDigest;
import dev.jtune.run.Evaluations;
import dev.jtune.run.Evaluations.Evaluation;
import dev.jtune.run.StudyFailedException;
import dev.jtune.run.StudySpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the gates of a study judge by: the results, and the evaluations that some gate asks for. */
final class Confirming {
    private final StudyDeclaration declaration;
    private final StudySpec spec;
    private final String command;
    private final String directory;
    private final ConfirmEvents events;

    Confirming(StudyDeclaration declaration, StudySpec spec, String command, String directory, ConfirmEvents events) {
        this.declaration = declaration;
        this.spec = spec;
        this.command = command;
        this.directory = directory;
        this.events = events;
    }

    /** Something that gives a confirmation, or says why there is none. */
    private interface Phase {
        Confirmation run() throws UnconfirmedException;
    }

    /** Return the evidence of a search whose best configuration was confirmed before, or need not be. */
    Evidence of(ResultGrid results, @Nullable Confirmation confirmation) {
        return evidence(results, confirmation, "", false);
    }

    /** Return the evidence of what was verified before. */
    Evidence ofVerified(Confirmation confirmation) {
        return evidence(null, confirmation, "", false);
    }

    private Evidence evidence(
            @Nullable ResultGrid results, @Nullable Confirmation confirmation, String unconfirmed, boolean outgrown) {
        RunFacts facts = RunFacts.here(CodeDigest.of(spec.trainable()), CodeDigest.of(spec.space()));
        return new Evidence(results, confirmation, unconfirmed, outgrown, facts, RunHistory.NONE, command, directory);
    }

    /** Tell whether some gate wants the best configuration evaluated again. */
    boolean isWanted() {
        return declaration.gates().stream().anyMatch(ScoreGate::confirms);
    }

    /** Evaluate the best configuration of a search again. */
    Evidence confirm(ResultGrid results) {
        ScoreGate gate = declaration.gates().stream()
                .filter(ScoreGate::confirms)
                .findFirst()
                .orElseThrow();
        List<Candidate> candidates =
                gate.front() == null ? candidates(results, gate.objective()) : candidates(results, gate.front());
        if (candidates.isEmpty()) {
            return evidence(
                    results, null, "no trial has a finite " + gate.objective().metric() + " that counts", false);
        }
        int iterations = budget(results);
        BaselineGate against = declaration.baselineGate().orElse(null);
        return gather(results, () -> {
            Baseline baseline = against == null ? null : baseline(against).orElse(null);
            ConfirmPhase phase = new ConfirmPhase(evaluator(gate, iterations), gate.objective(), gate.looks());
            return phase.ofSearch(
                    candidates,
                    iterations,
                    baseline,
                    confirmation -> against != null && against.wantsMore(confirmation, baseline));
        });
    }

    /** Return how many results an evaluation may have: as many as any trial, or any number where trials end by themselves. */
    private static int budget(ResultGrid results) {
        boolean endByThemselves =
                results.trials().stream().anyMatch(trial -> trial.outcome() instanceof TrialOutcome.Completed);
        return endByThemselves
                ? 0
                : results.trials().stream()
                        .mapToInt(TrialResult::iterations)
                        .max()
                        .orElse(0);
    }

    /** Evaluate the committed configuration again, where there is one that fits. */
    Evidence verify(BaselineGate gate) {
        List<Problem> problems = problems(gate);
        if (!problems.isEmpty()) {
            String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
            return evidence(null, null, all, true);
        }
        return gather(null, () -> {
            Baseline baseline = baseline(gate).orElseThrow(() -> new UnconfirmedException("there is no baseline"));
            return new ConfirmPhase(evaluator(gate, baseline.iterations()), gate.objective(), gate.looks())
                    .ofBaseline(baseline, confirmation -> gate.wantsMore(confirmation, baseline));
        });
    }

    private Evidence gather(@Nullable ResultGrid results, Phase phase) {
        Confirmation confirmation = null;
        String unconfirmed = "";
        try {
            confirmation = phase.run();
        } catch (UnconfirmedException | StudyFailedException | InvalidDeclarationException e) {
            unconfirmed = String.valueOf(e.getMessage());
        }
        return evidence(results, confirmation, unconfirmed, false);
    }

    /** Return why the committed configuration is none of the space any more. */
    private List<Problem> problems(BaselineGate gate) {
        try {
            return baseline(gate)
                    .map(baseline ->
                            gate.front() == null ? List.of(baseline.config()) : FrontScore.split(baseline.config()))
                    .orElse(List.of())
                    .stream()
                    .flatMap(config -> spec.space().check(config).stream())
                    .toList();
        } catch (InvalidDeclarationException e) {
            return List.of(); // that it cannot be read, the gate says
        }
    }

    /** Return the baseline, unless it is of something else. */
    private static Optional<Baseline> baseline(BaselineGate gate) {
        return gate.baseline().filter(gate::isCompatible);
    }

    /** Return the best configurations, that which the search recommends first. */
    private static List<Candidate> candidates(ResultGrid results, Objective objective) {
        List<TrialResult> ranking = new ArrayList<>();
        if (results.objectives().indexOf(objective) == 0) {
            results.bestOrEmpty().ifPresent(ranking::add);
            ranking.addAll(results.ranking());
        } else {
            ranking.addAll(results.trials().stream()
                    .filter(trial -> Double.isFinite(trial.score(objective)))
                    .sorted((left, right) ->
                            objective.bestFirst().compare(left.score(objective), right.score(objective)))
                    .toList());
        }
        Map<Config, Candidate> candidates = new LinkedHashMap<>();
        for (TrialResult trial : ranking) {
            if (trial.isFeasible() && candidates.size() < ConfirmPhase.CANDIDATES) {
                candidates.putIfAbsent(
                        trial.config(),
                        new Candidate(trial.number(), trial.config(), score(trial, objective, results)));
            }
        }
        return List.copyOf(candidates.values());
    }

    private static double score(TrialResult trial, Objective objective, ResultGrid results) {
        return results.objectives().indexOf(objective) == 0 ? trial.score() : trial.score(objective);
    }

    private Evaluator evaluator(ScoreGate gate, int iterations) {
        FrontScore front = gate.front();
        return evaluations -> front == null
                ? Evaluations.run(spec, evaluations, iterations, events::isCancelled, events).stream()
                        .map(result -> evaluated(result, result.score(gate.objective())))
                        .toList()
                : evaluated(front, evaluations, iterations);
    }

    /** Evaluate all members of fronts, and return the volume that each front dominates. */
    private List<Evaluated> evaluated(FrontScore front, List<Evaluation> fronts, int iterations) {
        List<Evaluation> members = new ArrayList<>();
        for (Evaluation each : fronts) {
            FrontScore.split(each.config()).forEach(member -> members.add(new Evaluation(member, each.seed())));
        }
        Iterator<TrialResult> results = Evaluations.run(spec, members, iterations, events::isCancelled, events)
                .iterator();
        List<Evaluated> evaluated = new ArrayList<>();
        for (Evaluation each : fronts) {
            List<TrialResult> ofFront = FrontScore.split(each.config()).stream()
                    .map(member -> results.next())
                    .toList();
            evaluated.add(ofFront.stream()
                    .map(result -> evaluated(result, 0))
                    .filter(result -> !result.problem().isEmpty())
                    .findFirst()
                    .orElseGet(() -> Evaluated.of(front.of(ofFront))));
        }
        return evaluated;
    }

    /** Return the members of the front that matter, as the one candidate. */
    private static List<Candidate> candidates(ResultGrid results, FrontScore front) {
        List<TrialResult> members = front.members(results);
        return members.isEmpty()
                ? List.of()
                : List.of(new Candidate(
                        members.get(0).number(),
                        FrontScore.join(
                                members.stream().map(TrialResult::config).toList()),
                        front.of(members)));
    }

    /** Evaluate one configuration, for somebody to look at. */
    TrialResult evaluate(Config config, long seed, int iterations) {
        return Evaluations.run(spec, List.of(new Evaluation(config, seed)), iterations, events::isCancelled, events)
                .get(0);
    }

    private static Evaluated evaluated(TrialResult result, double score) {
        if (result.outcome() instanceof TrialOutcome.Failed failed) {
            return new Evaluated(Double.NaN, "it failed with " + failed.cause());
        }
        if (result.outcome() instanceof TrialOutcome.Infeasible infeasible) {
            return new Evaluated(Double.NaN, "it was infeasible: " + infeasible.reason());
        }
        return Evaluated.of(score);
    }
}
