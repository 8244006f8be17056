package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says what the components of a record, or of the records of a sealed interface, keep beside their domains.
 *
 * <p>Names are those of the components, nested ones with dots, else those of the whole space. A configuration that lacks one of them
 * keeps the constraint.
 *
 * <pre>{@code
 * @Constraint("lower <= upper")
 * record Range(@Uniform(lower = 0, upper = 1) double lower, @Uniform(lower = 0, upper = 1) double upper) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Constraints.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Constraint {

    /** The constraint, in the words of {@link Tune#constraints()}. */
    String value();
}
