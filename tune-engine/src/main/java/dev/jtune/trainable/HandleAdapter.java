package dev.jtune.trainable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls members through method handles, where no class may be defined beside the user's: it is in another module, or was loaded by
 * another class loader, as frameworks with their own do.
 */
final class HandleAdapter implements Adapter {
    private static final MethodType UNIFORM = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final List<MethodHandle> handles;

    private HandleAdapter(List<MethodHandle> handles) {
        this.handles = handles;
    }

    /** Create an adapter for members of a class that {@code lookup} may access like the class itself. */
    static Adapter of(MethodHandles.Lookup lookup, List<? extends Executable> members) throws IllegalAccessException {
        List<MethodHandle> handles = new ArrayList<>();
        for (Executable member : members) {
            handles.add(uniform(lookup, member));
        }
        return new HandleAdapter(List.copyOf(handles));
    }

    /** Return a handle on a member that takes the object, which is ignored where there is none, and an array of arguments. */
    private static MethodHandle uniform(MethodHandles.Lookup lookup, Executable member) throws IllegalAccessException {
        MethodHandle handle = member instanceof Method method
                ? lookup.unreflect(method)
                : lookup.unreflectConstructor((Constructor<?>) member);
        MethodHandle spread = handle.asFixedArity().asSpreader(Object[].class, member.getParameterCount());
        boolean ofObject = member instanceof Method && !Modifier.isStatic(member.getModifiers());
        return (ofObject ? spread : MethodHandles.dropArguments(spread, 0, Object.class)).asType(UNIFORM);
    }

    @Override
    public @Nullable Object call(int member, @Nullable Object target, @Nullable Object[] arguments) throws Throwable {
        return (Object) handles.get(member).invokeExact(target, arguments);
    }
}
