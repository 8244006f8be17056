package dev.jtune.declare;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.ScoreGate;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudySpec;
import dev.jtune.trainable.SharedObjects;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A study as a {@code @Tune} method declares it.
 *
 * @param type the class that was selected
 * @param method the annotated method
 * @param name the study's name in its class
 * @param trainable the {@code @Trainable} class, {@code null} for a function
 * @param objectives at least one where there is no problem
 * @param gates the gates beside it
 * @param verdicts methods that judge its results: its own where it is a verdict, and {@code @AfterTune} methods
 * @param problems all that is wrong; a study with problems does not run
 * @param listeners make what hears of each run
 * @param spec makes the specification when the study is about to run; the only part that may run user code
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StudyDeclaration(
        Class<?> type,
        Method method,
        String name,
        @Nullable Class<?> trainable,
        List<Objective> objectives,
        List<ScoreGate> gates,
        List<Method> verdicts,
        List<Problem> problems,
        List<Supplier<RunListener>> listeners,
        Function<SharedObjects, StudySpec> spec) {

    public StudyDeclaration {
        objectives = List.copyOf(objectives);
        gates = List.copyOf(gates);
        verdicts = List.copyOf(verdicts);
        problems = List.copyOf(problems);
        listeners = List.copyOf(listeners);
    }

    /** Return the gate that compares with a committed baseline. */
    public Optional<BaselineGate> baselineGate() {
        return gates.stream()
                .filter(BaselineGate.class::isInstance)
                .map(BaselineGate.class::cast)
                .findFirst();
    }

    /** Return the study as people know it: {@code DigitsTest.network}. */
    public String shortName() {
        return type.getSimpleName() + "." + name;
    }

    /** Return the study's name in the whole build: binary name of the class and name. */
    public String fullName() {
        return type.getName() + "." + name;
    }

    /**
     * Return the specification of a run.
     *
     * @throws InvalidDeclarationException if there are problems, or a provider of the space has some
     */
    public StudySpec toSpec(SharedObjects shared) {
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        return spec.apply(shared);
    }
}
