package dev.jtune.trainable;

import dev.jtune.TrialContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Generates {@link Adapter}s: a hidden class beside the user's class and in its nest, so that private members are called
 * as the user's own code would call them, without reflection.
 *
 * <p>Of ByteBuddy, the leanest route is used: no method graph, no validation, and the body as byte code, because its {@code MethodCall}
 * refuses private members.
 */
final class AdapterGenerator {
    private static final String CALL = "call";
    private static final String OBJECT = "object";
    private static final int MEMBER = 1;
    private static final int TARGET = 2;
    private static final int ARGUMENTS = 3;
    /** Enough for a target and the widest argument under construction; the class writer needs a number, not the best one. */
    private static final int STACK_BESIDE_ARGUMENTS = 6;

    private AdapterGenerator() {}

    /**
     * Generate an adapter for members that {@code owner} declares; without generated code where the owner is not in this module of
     * this class loader, which Java forbids to define classes there.
     *
     * @param step one of them, to be called on an object that the adapter keeps; {@code null} where there is none
     * @throws IllegalAccessException if the owner's module is not open to this one
     */
    static Adapter generate(Class<?> owner, List<? extends Executable> members, @Nullable Method step)
            throws IllegalAccessException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        if (!lookup.hasFullPrivilegeAccess()) {
            return HandleAdapter.of(lookup, members);
        }
        DynamicType.Builder<Adapter> adapter = new ByteBuddy(ClassFileVersion.JAVA_V17)
                .with(TypeValidation.DISABLED)
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .subclass(Adapter.class, ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR)
                .name(owner.getName() + "$Adapter")
                .defineMethod(CALL, Object.class, Visibility.PUBLIC)
                .withParameters(int.class, Object.class, Object[].class)
                .throwing(Throwable.class)
                .intercept(new Implementation.Simple(new Calls(members)));
        byte[] code =
                (step == null ? adapter : withStep(adapter, owner, step)).make().getBytes();
        try {
            MethodHandles.Lookup hidden =
                    lookup.defineHiddenClass(code, true, MethodHandles.Lookup.ClassOption.NESTMATE);
            return (Adapter) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (IllegalAccessException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the adapter of " + owner.getName() + " cannot be created", e);
        }
    }

    /** Load what generating needs, by generating an adapter: the first one of a JVM takes as long as a hundred that follow. */
    static void warmUp() {
        try {
            generate(AdapterGenerator.class, List.of(AdapterGenerator.class.getDeclaredConstructor()), null);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Give the adapter a field for an object and a method that calls its step: no argument is packed, nothing is looked up. */
    private static DynamicType.Builder<Adapter> withStep(
            DynamicType.Builder<Adapter> adapter, Class<?> owner, Method step) {
        return adapter.defineField(OBJECT, owner, Visibility.PRIVATE)
                .defineMethod("on", Adapter.class, Visibility.PUBLIC)
                .withParameters(Object.class)
                .intercept(new Implementation.Simple((code, context, method) -> {
                    String self = context.getInstrumentedType().getInternalName();
                    code.visitTypeInsn(Opcodes.NEW, self);
                    code.visitInsn(Opcodes.DUP);
                    code.visitMethodInsn(Opcodes.INVOKESPECIAL, self, "<init>", "()V", false);
                    code.visitInsn(Opcodes.DUP);
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(owner));
                    code.visitFieldInsn(Opcodes.PUTFIELD, self, OBJECT, Type.getDescriptor(owner));
                    code.visitInsn(Opcodes.ARETURN);
                    return new ByteCodeAppender.Size(STACK_BESIDE_ARGUMENTS, method.getStackSize());
                }))
                .defineMethod("step", Object.class, Visibility.PUBLIC)
                .withParameters(TrialContext.class)
                .throwing(Throwable.class)
                .intercept(new Implementation.Simple((code, context, method) -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitFieldInsn(
                            Opcodes.GETFIELD,
                            context.getInstrumentedType().getInternalName(),
                            OBJECT,
                            Type.getDescriptor(owner));
                    if (step.getParameterCount() > 0) {
                        code.visitVarInsn(Opcodes.ALOAD, 1);
                    }
                    Calls.invoke(code, step);
                    Calls.box(code, step.getReturnType());
                    code.visitInsn(Opcodes.ARETURN);
                    return new ByteCodeAppender.Size(STACK_BESIDE_ARGUMENTS, method.getStackSize());
                }));
    }

    /** A switch over the members. */
    private record Calls(List<? extends Executable> members) implements ByteCodeAppender {
        @Override
        public Size apply(MethodVisitor code, Implementation.Context context, MethodDescription method) {
            Label unknown = new Label();
            Label[] labels = new Label[members.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = new Label();
            }
            code.visitVarInsn(Opcodes.ILOAD, MEMBER);
            code.visitTableSwitchInsn(0, labels.length - 1, unknown, labels);
            int widest = 0;
            for (int i = 0; i < labels.length; i++) {
                code.visitLabel(labels[i]);
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                call(code, members.get(i));
                widest = Math.max(widest, members.get(i).getParameterCount());
            }
            code.visitLabel(unknown);
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            code.visitTypeInsn(Opcodes.NEW, "java/lang/IndexOutOfBoundsException");
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ILOAD, MEMBER);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/IndexOutOfBoundsException", "<init>", "(I)V", false);
            code.visitInsn(Opcodes.ATHROW);
            return new Size(STACK_BESIDE_ARGUMENTS + 2 * widest, method.getStackSize());
        }

        private static void call(MethodVisitor code, Executable member) {
            String owner = Type.getInternalName(member.getDeclaringClass());
            if (member instanceof Method method) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                if (!isStatic) {
                    code.visitVarInsn(Opcodes.ALOAD, TARGET);
                    code.visitTypeInsn(Opcodes.CHECKCAST, owner);
                }
                arguments(code, method.getParameterTypes());
                invoke(code, method);
                box(code, method.getReturnType());
            } else {
                code.visitTypeInsn(Opcodes.NEW, owner);
                code.visitInsn(Opcodes.DUP);
                arguments(code, member.getParameterTypes());
                StringBuilder descriptor = new StringBuilder("(");
                for (Class<?> type : member.getParameterTypes()) {
                    descriptor.append(Type.getDescriptor(type));
                }
                code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor + ")V", false);
            }
            code.visitInsn(Opcodes.ARETURN);
        }

        private static void invoke(MethodVisitor code, Method method) {
            boolean ofInterface = method.getDeclaringClass().isInterface();
            int opcode = Modifier.isStatic(method.getModifiers())
                    ? Opcodes.INVOKESTATIC
                    : ofInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            code.visitMethodInsn(
                    opcode,
                    Type.getInternalName(method.getDeclaringClass()),
                    method.getName(),
                    Type.getMethodDescriptor(method),
                    ofInterface);
        }

        private static void arguments(MethodVisitor code, Class<?>[] types) {
            for (int i = 0; i < types.length; i++) {
                code.visitVarInsn(Opcodes.ALOAD, ARGUMENTS);
                code.visitIntInsn(Opcodes.SIPUSH, i);
                code.visitInsn(Opcodes.AALOAD);
                Class<?> boxed = MethodType.methodType(types[i]).wrap().returnType();
                code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(boxed));
                if (types[i].isPrimitive()) {
                    code.visitMethodInsn(
                            Opcodes.INVOKEVIRTUAL,
                            Type.getInternalName(boxed),
                            types[i].getName() + "Value",
                            "()" + Type.getDescriptor(types[i]),
                            false);
                }
            }
        }

        private static void box(MethodVisitor code, Class<?> type) {
            if (type == void.class) {
                code.visitInsn(Opcodes.ACONST_NULL);
            } else if (type.isPrimitive()) {
                Class<?> boxed = MethodType.methodType(type).wrap().returnType();
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(boxed),
                        "valueOf",
                        "(" + Type.getDescriptor(type) + ")" + Type.getDescriptor(boxed),
                        false);
            }
        }
    }
}
