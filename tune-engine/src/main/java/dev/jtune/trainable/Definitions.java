package dev.jtune.trainable;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads trainables from their annotations, once; nothing of user code is run or generated. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Definitions {
    private Definitions() {}

    /**
     * Read a {@code @Trainable} class.
     *
     * @throws InvalidDeclarationException with everything that is wrong with it
     */
    public static TrainableDefinition.OfClass ofClass(Class<?> type) {
        List<Problem> problems = new ArrayList<>();
        TrainableDefinition.OfClass definition = ofClass(type, null, problems);
        if (definition == null || !problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        return definition;
    }

    /**
     * Read a {@code @Trainable} class; what is wrong with it is added to {@code problems}.
     *
     * @param spaceType the record or sealed interface that is the study's space, {@code null} where there is none
     * @return {@code null} if it cannot be trained at all
     */
    public static TrainableDefinition.@Nullable OfClass ofClass(
            Class<?> type, @Nullable Class<?> spaceType, List<Problem> problems) {
        return ClassDefinition.read(type, spaceType, problems);
    }

    /**
     * Read a function; what is wrong with it is added to {@code problems}.
     *
     * @param type the class that is instantiated, which declares or inherits the method
     * @param spaceType the record or sealed interface that is the study's space, {@code null} where there is none
     */
    public static TrainableDefinition.OfFunction ofMethod(
            Class<?> type, Method method, @Nullable Class<?> spaceType, List<Problem> problems) {
        return MethodDefinition.read(type, method, spaceType, problems);
    }

    /** Begin to load what generating code for trainables needs, on a thread of its own; errors come again where they matter. */
    public static void warmUp() {
        Thread thread = new Thread(AdapterGenerator::warmUp, "tune-warm-up");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, cause) -> {});
        thread.start();
    }
}
