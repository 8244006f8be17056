package dev.jtune.log;

import dev.jtune.run.LogWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Writes event files for TensorBoard into {@code tb/} in the study's directory while it runs, a TensorBoard run a trial: {@code
 * tensorboard --logdir target/tune/com.acme.DigitsTest.network/tb}.
 *
 * <p>Scalars are the numbers that a trial reports, by training iteration; configurations and outcomes are in the HParams tab. TensorBoard
 * stores numbers as 32-bit floats. Without the annotation: {@code tune.log=tensorboard}.
 */
@LogWith(TensorBoardFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface TensorBoard {}
