package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Gives the trials that run what those leave that have ended: with 8 slots and 4 trials each holds twice what it needs, and the last one
 * all of it.
 *
 * <pre>{@code
 * @Tune(mode = MAX, numSamples = 4, maxConcurrentTrials = 8, ...)
 * @Resources(cpu = 1)
 * @Asha(maxT = 81)          // any scheduler, or none
 * @DistributeResources
 * }</pre>
 *
 * <p>A trial whose share changes pauses at its next result and goes on from its checkpoint, where {@code trial.resources()} tells how much
 * it holds; a trial without checkpoints would begin again from its start. Shares are whole multiples of what a trial needs.
 *
 * <p>Source: {@code ResourceChangingScheduler} with {@code DistributeResources} of Ray Tune.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface DistributeResources {}
