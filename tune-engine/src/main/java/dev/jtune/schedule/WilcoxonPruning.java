package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a trial early that is significantly worse than the best one on the same instances: folds of a cross-validation, problems that a
 * solver is tuned for, repetitions with the same seeds.
 *
 * <p>Each result is the value of one instance. After each, the differences to the best complete trial on the instances of both are put to
 * the signed-rank test of Wilcoxon, one-sided. Instances should come in the same random order in every trial, and the score should be their
 * mean: {@code scope = AVG}.
 *
 * <pre>{@code
 * @Tune(mode = MIN, metric = "cost", scope = AVG, numSamples = 60, paramSpace = "cooling = uniform(0.5, 1)")
 * @WilcoxonPruning(instance = "problem")
 * void solver(double cooling, Trial trial) {
 *   for (Problem problem : problems) {
 *     trial.report(Map.of("cost", solve(problem, cooling), "problem", problem.id()));
 *   }
 * }
 * }</pre>
 *
 * <p>Settings out of their bounds are error TUNE-484. Source: F. Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin
 * 1 (1945); {@code WilcoxonPruner} of Optuna.
 */
@ScheduleWith(WilcoxonPruningFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface WilcoxonPruning {
    /**
     * The trial ends if differences at least as bad had less than this probability, were it as good as the best. From 0 to 1; default 0.1,
     * which takes at least 4 instances.
     */
    double pThreshold() default 0.1;

    /** How many instances both trials must have. At least 0; default 2, and never fewer. */
    int startupSteps() default 2;

    /** The metric that names the instance by a number. Default: the number of results, where all trials take instances in one order. */
    String instance() default Metrics.TRAINING_ITERATION;
}
