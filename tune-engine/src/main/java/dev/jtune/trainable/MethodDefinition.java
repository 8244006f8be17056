package dev.jtune.trainable;

import dev.jtune.Config;
import dev.jtune.Problem;
import dev.jtune.ResourceRequest;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that is called once per trial, on a new instance of its class. */
final class MethodDefinition implements TrainableDefinition.OfFunction {
    private final Class<?> type;
    private final Member function;
    private final @Nullable Member constructor;
    private final Arguments arguments;
    private boolean prepared;

    private MethodDefinition(Class<?> type, Method method, @Nullable Constructor<?> constructor, Arguments arguments) {
        this.type = type;
        this.function = new Member(method);
        this.constructor = constructor == null ? null : new Member(constructor);
        this.arguments = arguments;
    }

    /** Read a method of {@code type}, its own or inherited; what is wrong with it is added to {@code problems}. */
    static MethodDefinition read(Class<?> type, Method method, @Nullable Class<?> spaceType, List<Problem> problems) {
        String place = type.getSimpleName() + "." + method.getName();
        Class<?> returned = method.getReturnType();
        if (returned != void.class && !ReturnTypes.isResult(returned) && !ReturnTypes.isSequence(returned)) {
            problems.add(
                    new Problem(
                            "TUNE-073",
                            place,
                            "an objective cannot return " + returned.getSimpleName(),
                            "return a number, a map or a record of metrics, a Stream or Iterator of these, or nothing and report"));
        }
        Constructor<?> constructor = null;
        if (!Modifier.isStatic(method.getModifiers())) {
            try {
                constructor = type.getDeclaredConstructor();
            } catch (NoSuchMethodException e) {
                problems.add(
                        new Problem(
                                "TUNE-067",
                                place,
                                type.getSimpleName() + " has no constructor without parameters",
                                "add one, make the method static, or make an inner class static: each trial gets a new instance"));
            }
        }
        return new MethodDefinition(type, method, constructor, Arguments.of(method, spaceType, place, problems));
    }

    @Override
    public String name() {
        return type.getSimpleName() + "." + function.executable().getName();
    }

    @Override
    public Class<?> code() {
        return type;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return arguments.hyperparameters();
    }

    @Override
    public boolean takesConfig() {
        return arguments.takesConfig();
    }

    @Override
    public List<String> shared() {
        return arguments.shared();
    }

    @Override
    public ResourceRequest resources(Config config) {
        return ResourceRequest.ONE_CPU;
    }

    @Override
    public synchronized void prepare() {
        if (!prepared) {
            List<Member> members = new ArrayList<>(List.of(function));
            if (constructor != null) {
                members.add(constructor);
            }
            Member.generateAdapters(members);
            prepared = true;
        }
    }

    @Override
    public TrainableFunction newFunction(SharedObjects shared) throws Throwable {
        prepare();
        Object target = constructor == null ? null : constructor.call(null, new Object[0]);
        return trial -> function.call(target, arguments.bind(trial, shared));
    }
}
