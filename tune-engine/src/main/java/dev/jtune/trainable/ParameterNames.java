package dev.jtune.trainable;

import dev.jtune.ConfigBinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of parameters: in {@link dev.jtune.Param}, in the class file as {@code -parameters} leaves them, or in its table of
 * local variables, which Maven and Gradle leave by default.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ParameterNames {
    private ParameterNames() {}

    /** Return the names in order, {@code null} for one that is nowhere to be found. */
    public static List<@Nullable String> of(Executable executable) {
        Parameter[] parameters = executable.getParameters();
        Map<Integer, String> variables =
                Arrays.stream(parameters).allMatch(Parameter::isNamePresent) ? Map.of() : LocalVariables.of(executable);
        List<@Nullable String> names = new ArrayList<>();
        int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
        for (Parameter parameter : parameters) {
            String own = parameter.isNamePresent() ? parameter.getName() : variables.get(slot);
            String named = ConfigBinder.nameOf(parameter, own == null ? "" : own);
            names.add(named.isEmpty() ? null : named);
            slot += parameter.getType() == long.class || parameter.getType() == double.class ? 2 : 1;
        }
        return names;
    }
}
