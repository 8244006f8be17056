package dev.jtune.trainable;

import dev.jtune.ConfigBinder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
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
                Arrays.stream(parameters).allMatch(Parameter::isNamePresent) ? Map.of() : localVariables(executable);
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

    private static Map<Integer, String> localVariables(Executable executable) {
        Class<?> owner = executable.getDeclaringClass();
        String name = executable instanceof Method ? executable.getName() : "<init>";
        String descriptor = executable instanceof Method method
                ? Type.getMethodDescriptor(method)
                : Type.getMethodDescriptor(
                        Type.VOID_TYPE,
                        Arrays.stream(executable.getParameterTypes())
                                .map(Type::getType)
                                .toArray(Type[]::new));
        Map<Integer, String> variables = new HashMap<>();
        String file = owner.getName().substring(owner.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in != null) {
                new ClassReader(in).accept(visitor(name, descriptor, variables), ClassReader.SKIP_FRAMES);
            }
        } catch (IOException | IllegalArgumentException e) {
            // a class without a readable file has no table: its parameters stay nameless, which is said
        }
        return variables;
    }

    private static ClassVisitor visitor(String method, String descriptor, Map<Integer, String> variables) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access, String name, String found, @Nullable String signature, String @Nullable [] exceptions) {
                if (!name.equals(method) || !found.equals(descriptor)) {
                    return null;
                }
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLocalVariable(
                            String variable, String type, @Nullable String generic, Label start, Label end, int index) {
                        // a parameter's slot may be used again by a later variable; the first one is the parameter
                        variables.putIfAbsent(index, Objects.requireNonNull(variable));
                    }
                };
            }
        };
    }
}
