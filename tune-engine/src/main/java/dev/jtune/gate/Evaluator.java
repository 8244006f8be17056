package dev.jtune.gate;

import dev.jtune.run.Evaluations.Evaluation;
import java.util.List;
import org.apiguardian.api.API;

/** Evaluates configurations on seeds. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Evaluator {
    /** Evaluate all of these, and return what came of them in their order. */
    List<Evaluated> evaluate(List<Evaluation> evaluations);

    /**
     * What came of an evaluation.
     *
     * @param score the score, {@code NaN} or infinite where there is none to count with
     * @param problem why there is none; empty where there is one
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    record Evaluated(double score, String problem) {
        /** Return a score that can be counted with. */
        public static Evaluated of(double score) {
            return new Evaluated(score, Double.isFinite(score) ? "" : "the score was " + score);
        }
    }
}
