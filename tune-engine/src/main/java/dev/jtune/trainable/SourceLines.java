package dev.jtune.trainable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds where methods stand in their source, so that a message can lead there. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SourceLines {
    private SourceLines() {}

    /** Return the line of a method's first statement; -1 where the class file does not tell. */
    public static int of(Method method) {
        Class<?> owner = method.getDeclaringClass();
        String file = owner.getName().substring(owner.getName().lastIndexOf('.') + 1) + ".class";
        int[] line = {-1};
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in != null) {
                new ClassReader(in).accept(visitor(method, line), ClassReader.SKIP_FRAMES);
            }
        } catch (IOException | IllegalArgumentException e) {
            return -1;
        }
        return line[0];
    }

    private static ClassVisitor visitor(Method method, int[] line) {
        String descriptor = Type.getMethodDescriptor(method);
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access, String name, String found, @Nullable String signature, String @Nullable [] exceptions) {
                if (!name.equals(method.getName()) || !found.equals(descriptor)) {
                    return null;
                }
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int number, Label start) {
                        if (line[0] < 0) {
                            line[0] = number;
                        }
                    }
                };
            }
        };
    }
}
