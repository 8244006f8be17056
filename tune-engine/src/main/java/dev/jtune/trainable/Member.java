package dev.jtune.trainable;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.Step;
import dev.jtune.TrialContext;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** A member of user code and, once adapters are generated, the way to call it. */
final class Member {
    private final Executable executable;
    private @Nullable Adapter adapter;
    private int index;
    private boolean direct;

    Member(Executable executable) {
        this.executable = executable;
    }

    Executable executable() {
        return executable;
    }

    @Nullable
    Object call(@Nullable Object target, @Nullable Object[] arguments) throws Throwable {
        Adapter generated = adapter;
        if (generated == null) {
            throw new IllegalStateException("no adapter was generated for " + executable);
        }
        return generated.call(index, target, arguments);
    }

    /** Tell whether this is a step that can be called without an array of arguments. */
    private boolean isSimpleStep() {
        return executable instanceof Method
                && AnnotationSupport.isAnnotated(executable, Step.class)
                && Arrays.stream(executable.getParameterTypes()).allMatch(type -> type == TrialContext.class)
                && executable.getParameterCount() <= 1;
    }

    /** Return what calls this step on an object without an array of arguments; {@code null} where it takes more than a trial. */
    @Nullable
    Adapter directStep(Object target) {
        return adapter == null || !direct ? null : adapter.on(target);
    }

    /**
     * Generate adapters for members: one for each class that declares some, because only a nestmate may call what is private.
     *
     * @throws InvalidDeclarationException if a class is in a module that is not open
     */
    static void generateAdapters(List<Member> members) {
        Map<Class<?>, List<Member>> byOwner = new LinkedHashMap<>();
        for (Member member : members) {
            byOwner.computeIfAbsent(member.executable.getDeclaringClass(), owner -> new ArrayList<>())
                    .add(member);
        }
        byOwner.forEach((owner, own) -> {
            Optional<Member> step = own.stream().filter(Member::isSimpleStep).findFirst();
            try {
                Adapter adapter = AdapterGenerator.generate(
                        owner,
                        own.stream().map(Member::executable).toList(),
                        step.map(member -> (Method) member.executable).orElse(null));
                for (int i = 0; i < own.size(); i++) {
                    own.get(i).index = i;
                    own.get(i).adapter = adapter;
                }
                step.ifPresent(member -> member.direct = !(adapter instanceof HandleAdapter));
            } catch (IllegalAccessException e) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-077",
                        owner.getName(),
                        "its members cannot be called: " + e.getMessage(),
                        "add 'opens " + owner.getPackageName() + " to dev.jtune.engine;' to its module-info.java"));
            }
        });
    }
}
