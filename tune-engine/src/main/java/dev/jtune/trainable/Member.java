package dev.jtune.trainable;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member of user code and, once adapters are generated, the way to call it. */
final class Member {
    private final Executable executable;
    private @Nullable Adapter adapter;
    private int index;

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
            try {
                Adapter adapter = AdapterGenerator.generate(
                        owner, own.stream().map(Member::executable).toList());
                for (int i = 0; i < own.size(); i++) {
                    own.get(i).index = i;
                    own.get(i).adapter = adapter;
                }
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
