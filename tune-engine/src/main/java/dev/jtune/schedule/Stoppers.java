package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The stoppers of this library, for {@code Tuner} and for the {@code stop} attribute of {@code @Tune}.
 *
 * <p>What is wrong with their settings is thrown as {@link InvalidDeclarationException}: by those that take
 * {@code ...Settings} when the stopper is made, by the others at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Stoppers {
    private Stoppers() {}

    /**
     * End a trial whose result meets one of these conditions.
     *
     * <p>A condition compares metrics with numbers, by {@code >= > <= < ==}, and may join comparisons by {@code and}:
     *
     * <pre>{@code
     * Stoppers.parse("accuracy >= 0.98", "loss > 10 and training_iteration >= 5")
     * }</pre>
     *
     * @throws InvalidDeclarationException with TUNE-445 for each text that is no condition
     */
    public static StopperProvider parse(String... conditions) {
        List<Condition> parsed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String condition : conditions) {
            try {
                parsed.add(Condition.parse(condition));
            } catch (InvalidDeclarationException e) {
                problems.addAll(e.problems());
            }
        }
        throwIfAny(problems);
        return context -> new ConditionStopper(parsed);
    }

    /**
     * End a trial when one of these metrics is as good as the number given for it.
     *
     * <p>A metric that the study minimises must be at most its number, any other at least.
     */
    public static StopperProvider reaching(Map<String, ? extends Number> goals) {
        Map<String, Number> sorted = new TreeMap<>(goals);
        return context -> new ConditionStopper(sorted.entrySet().stream()
                .map(goal -> new Condition.Comparison(
                        goal.getKey(),
                        isMinimised(goal.getKey(), context) ? Condition.Operator.AT_MOST : Condition.Operator.AT_LEAST,
                        goal.getValue().doubleValue()))
                .map(comparison -> new Condition(List.of(comparison)))
                .toList());
    }

    private static boolean isMinimised(String metric, ScheduleContext context) {
        return context.objectives().stream()
                .anyMatch(objective -> objective.metric().equals(metric) && objective.mode() == Mode.MIN);
    }

    /**
     * End each trial at its n-th result.
     *
     * @throws InvalidDeclarationException (TUNE-446) if {@code most} is less than 1
     */
    public static StopperProvider maxIterations(int most) {
        throwIfAny(maxIterationsProblems(most));
        return context -> new MaxIterationsStopper(most);
    }

    /** Return what is wrong with a number of iterations. */
    static List<Problem> maxIterationsProblems(int most) {
        return most >= 1
                ? List.of()
                : List.of(new Problem(
                        "TUNE-446",
                        "max iterations",
                        "a trial has at least 1 iteration, was " + most,
                        "leave it out to let trials run"));
    }

    /** End a trial whose last results hardly differ; see {@link TrialPlateau}. Wrong settings are TUNE-447 and TUNE-449. */
    public static StopperProvider trialPlateau(TrialPlateauSettings settings) {
        return context -> new TrialPlateauStopper(settings, context);
    }

    /** End the study when its best results hardly differ any more; see {@link StudyPlateau}. Wrong settings are TUNE-448. */
    public static StopperProvider studyPlateau(StudyPlateauSettings settings) {
        return context -> new StudyPlateauStopper(settings, context);
    }

    /**
     * End the study once a trial has ended with a score that is as good as a target; see {@link StudyTarget}.
     *
     * @throws InvalidDeclarationException (TUNE-444) if it is not a number
     */
    public static StopperProvider studyTarget(double target) {
        throwIfAny(StudyTargetStopper.problems(target));
        return context -> new StudyTargetStopper(target, context);
    }

    /** End the study after 30 trials without a better one, or a fifth of {@code numSamples} if that is more; see {@link StudyStagnation}. */
    public static StopperProvider studyStagnation() {
        return StudyStagnationStopper::ofBudget;
    }

    /**
     * End the study after so many trials without a better one; see {@link StudyStagnation}.
     *
     * @throws InvalidDeclarationException (TUNE-444) if {@code trials} is less than 1
     */
    public static StopperProvider studyStagnation(int trials) {
        throwIfAny(StudyStagnationStopper.problems(trials));
        return context -> new StudyStagnationStopper(trials, context);
    }

    /**
     * End the study when hardly anything is left to gain, as a model of its trials sees it; see {@link StudyRegret}.
     *
     * @param bound how much may be left to gain, in units of the score; 0 for the noise that the model sees in it
     * @throws InvalidDeclarationException (TUNE-444) if it is negative or not finite
     */
    public static StopperProvider studyRegret(double bound) {
        throwIfAny(StudyRegretStopper.problems(bound));
        return context -> new StudyRegretStopper(bound, context);
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
    }
}
