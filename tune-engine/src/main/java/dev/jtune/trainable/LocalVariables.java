package dev.jtune.trainable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Reads a class file's tables of local variables; a class of its own, so that the reader is loaded only where it is needed. */
final class LocalVariables {
    private LocalVariables() {}

    /** Return the names of the variables of a method or constructor by slot; empty where the class file has none. */
    static Map<Integer, String> of(Executable executable) {
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
