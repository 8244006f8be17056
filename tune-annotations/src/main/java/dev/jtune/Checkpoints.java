package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says when checkpoints are made and which are kept.
 *
 * <p>{@link #frequency()} and {@link #atEnd()} are for {@link Trainable} classes; a function passes its checkpoints to {@link
 * Trial#report(java.util.Map, Checkpoint)}. On a {@link Tune} method it overrides the one on the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Checkpoints {

    /** A checkpoint is made with every so many results; 0 for none. */
    int frequency() default 0;

    /**
     * Whether a checkpoint is made with a trial's last result, {@code true} or {@code false}; unset, it is made where the class can
     * save and load.
     */
    boolean[] atEnd() default {};

    /** How many checkpoints are kept, at least 1; the newest is never deleted before there is a newer one. Unset, all are kept. */
    int numToKeep() default 0;

    /** The metric by which checkpoints rank, nested names joined by {@code /}; unset, the newest are kept. */
    String scoreAttribute() default "";

    /** The better direction of {@link #scoreAttribute()}. */
    Mode scoreOrder() default Mode.MAX;
}
