package dev.jtune.gate;

import dev.jtune.Objective;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A gate on a metric of a study. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface ScoreGate permits ThresholdGate, BaselineGate {

    /** Return the gate's id, unique in its study: metric and kind. */
    String id();

    /** Return what it asks for, such as {@code accuracy >= 0.93}. */
    String description();

    /** Return the metric that it judges. */
    Objective objective();

    /** Return what makes a score of the front, {@code null} where it judges a metric of single trials. */
    @Nullable
    FrontScore front();

    /** Tell whether it judges a configuration that is evaluated again after the search. */
    boolean confirms();

    /** Return how many times that is evaluated; of no meaning where it is not. */
    TwoLooks looks();

    /** Judge; what cannot be judged is a verdict too, and never an exception. */
    Judgement judge(Evidence evidence);
}
