package dev.jtune.trainable;

import dev.jtune.Checkpoint;
import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Problem;
import dev.jtune.ResetConfig;
import dev.jtune.ResourceProvider;
import dev.jtune.ResourceRequest;
import dev.jtune.Resources;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.TrialContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** A {@code @Trainable} class as its annotations declare it. */
final class ClassDefinition implements TrainableDefinition.OfClass {
    private final Class<?> type;
    private final Member constructor;
    private final Call step;
    private final @Nullable Call setup;
    private final @Nullable Call reset;
    private final @Nullable Member save;
    private final @Nullable Member load;
    private final List<Member> cleanup;
    private final @Nullable Call resourceProvider;
    private final ResourceRequest declaredResources;
    private boolean prepared;

    /** A method and what it takes. */
    private record Call(Member member, Arguments arguments) {}

    /**
     * Read a class; what is wrong with it is added to {@code problems}.
     *
     * @return {@code null} if it cannot be trained at all
     */
    static @Nullable ClassDefinition read(Class<?> type, @Nullable Class<?> spaceType, List<Problem> problems) {
        Constructor<?> constructor = constructor(type, problems);
        Members members = new Members(type, problems);
        Method step = members.ofInstance(Step.class);
        if (step == null) {
            problems.add(
                    new Problem(
                            "TUNE-060",
                            type.getSimpleName(),
                            "it has no @Step method",
                            "annotate the method that does one iteration and returns its metrics: @Step Map<String, Object> step() { ... }"));
        }
        return constructor == null || step == null
                ? null
                : new ClassDefinition(type, constructor, step, members, spaceType, problems);
    }

    private static @Nullable Constructor<?> constructor(Class<?> type, List<Problem> problems) {
        String place = type.getSimpleName();
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            problems.add(new Problem("TUNE-067", place, "it is abstract", "a trial needs objects of it"));
            return null;
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            problems.add(new Problem(
                    "TUNE-067",
                    place,
                    "it is an inner class",
                    "make it static: a trial has no object of the outer class"));
            return null;
        }
        try {
            return type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            problems.add(new Problem(
                    "TUNE-067",
                    place,
                    "it has no constructor without parameters",
                    "add one; hyperparameters come in by @Setup"));
            return null;
        }
    }

    private ClassDefinition(
            Class<?> type,
            Constructor<?> constructor,
            Method step,
            Members members,
            @Nullable Class<?> spaceType,
            List<Problem> problems) {
        this.type = type;
        this.constructor = new Member(constructor);
        Reader reader = new Reader(members, spaceType, problems);
        this.step = reader.step(step);
        this.setup = reader.lifecycle(members.ofInstance(Setup.class), Setup.class);
        this.reset = reader.reset(members.ofInstance(ResetConfig.class));
        this.save = reader.save(members.ofInstance(SaveCheckpoint.class));
        this.load = reader.load(members.ofInstance(LoadCheckpoint.class));
        reader.pair(type, save, load);
        this.cleanup = reader.cleanup(members.all(Cleanup.class));
        this.resourceProvider = reader.resourceProvider(members.one(ResourceProvider.class));
        this.declaredResources = AnnotationSupport.findAnnotation(type, Resources.class)
                .map(resources -> ResourceRequests.of(resources, type.getSimpleName(), problems))
                .orElse(ResourceRequest.ONE_CPU);
    }

    /** Reads the methods. */
    private record Reader(Members members, @Nullable Class<?> spaceType, List<Problem> problems) {
        Call step(Method method) {
            String place = members.place(method);
            if (!ReturnTypes.isResult(method.getReturnType())) {
                problems.add(new Problem(
                        "TUNE-069",
                        place,
                        "@Step returns " + method.getReturnType().getSimpleName(),
                        "return the step's metrics: a map, a record or a number"));
            }
            Call call = lifecycle(method, Step.class);
            if (!call.arguments().hyperparameters().isEmpty()
                    || call.arguments().takesConfig()) {
                problems.add(new Problem(
                        "TUNE-066",
                        place,
                        "@Step takes hyperparameters",
                        "take them in @Setup and keep them in fields; a step may take TrialContext"));
            }
            return call;
        }

        @org.jspecify.annotations.NullUnmarked
        Call lifecycle(@Nullable Method method, Class<?> annotation) {
            if (method == null) {
                return null;
            }
            if (Arguments.takesTrial(method)) {
                problems.add(new Problem(
                        "TUNE-065",
                        members.place(method),
                        "@" + annotation.getSimpleName() + " takes a Trial, which reports results",
                        "the results of a class are what its @Step returns; take TrialContext"));
            }
            return new Call(new Member(method), Arguments.of(method, spaceType, members.place(method), problems));
        }

        @Nullable
        Call reset(@Nullable Method method) {
            if (method != null && method.getReturnType() != boolean.class) {
                problems.add(new Problem(
                        "TUNE-068",
                        members.place(method),
                        "@ResetConfig returns " + method.getReturnType().getSimpleName(),
                        "return true when the object is as good as new, else false"));
            }
            return lifecycle(method, ResetConfig.class);
        }

        @Nullable
        Member save(@Nullable Method method) {
            if (method == null) {
                return null;
            }
            Class<?>[] parameters = method.getParameterTypes();
            boolean takesDirectory = parameters.length == 1 && parameters[0] == Path.class;
            boolean returnsValue = method.getReturnType() != void.class && method.getReturnType() != Path.class;
            if (!takesDirectory && !(parameters.length == 0 && returnsValue)) {
                problems.add(
                        new Problem(
                                "TUNE-063",
                                members.place(method),
                                "@SaveCheckpoint neither takes a directory nor returns a value",
                                "write into a directory: void save(Path dir); or return a map, a record or something Serializable"));
            }
            return new Member(method);
        }

        @Nullable
        Member load(@Nullable Method method) {
            if (method != null && method.getParameterCount() != 1) {
                problems.add(new Problem(
                        "TUNE-064",
                        members.place(method),
                        "@LoadCheckpoint takes " + method.getParameterCount() + " parameters",
                        "take what was saved: the directory as a Path, or the value"));
            }
            return method == null ? null : new Member(method);
        }

        List<Member> cleanup(List<Method> methods) {
            for (Method method : methods) {
                if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
                    problems.add(new Problem(
                            "TUNE-081",
                            members.place(method),
                            "@Cleanup is on a method that "
                                    + (method.getParameterCount() > 0 ? "takes parameters" : "is static"),
                            "write: @Cleanup void " + method.getName() + "()"));
                }
            }
            return methods.stream().map(Member::new).toList();
        }

        void pair(Class<?> type, @Nullable Member save, @Nullable Member load) {
            if (save != null
                    && load != null
                    && ((Method) save.executable()).getReturnType() == void.class
                    && load.executable().getParameterCount() == 1
                    && load.executable().getParameterTypes()[0] != Path.class) {
                problems.add(new Problem(
                        "TUNE-064",
                        members.place((Method) load.executable()),
                        "@LoadCheckpoint takes a "
                                + load.executable().getParameterTypes()[0].getSimpleName()
                                + ", and @SaveCheckpoint writes into a directory",
                        "take that directory: void " + load.executable().getName()
                                + "(Path dir); or return the value to save"));
            }
            if ((save == null) != (load == null)) {
                problems.add(new Problem(
                        "TUNE-062",
                        type.getSimpleName(),
                        save == null
                                ? "it has @LoadCheckpoint and no @SaveCheckpoint"
                                : "it has @SaveCheckpoint and no @LoadCheckpoint",
                        "add the other, or leave both out"));
            }
        }

        @Nullable
        Call resourceProvider(@Nullable Method method) {
            if (method != null
                    && (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != ResourceRequest.class)) {
                problems.add(new Problem(
                        "TUNE-071",
                        members.place(method),
                        "@ResourceProvider is not a static method that returns a ResourceRequest",
                        "write: @ResourceProvider static ResourceRequest needs(Config config)"));
            }
            if (method == null) {
                return null;
            }
            if (Arrays.stream(method.getParameterTypes()).anyMatch(TrialContext.class::isAssignableFrom)) {
                problems.add(new Problem(
                        "TUNE-071",
                        members.place(method),
                        "@ResourceProvider takes a trial, and is asked before there is one",
                        "take what is in the configuration: hyperparameters, or a Config"));
            }
            return new Call(new Member(method), Arguments.of(method, spaceType, members.place(method), problems));
        }
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public Class<?> code() {
        return type;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public boolean canCheckpoint() {
        return save != null && load != null;
    }

    @Override
    public boolean canReset() {
        return reset != null;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        List<Hyperparameter> all = new ArrayList<>();
        for (Call call : calls()) {
            all.addAll(call.arguments().hyperparameters());
        }
        return all;
    }

    @Override
    public boolean takesConfig() {
        return calls().stream().anyMatch(call -> call.arguments().takesConfig());
    }

    @Override
    public List<String> shared() {
        return Stream.concat(Stream.of(step), calls().stream())
                .flatMap(call -> call.arguments().shared().stream())
                .toList();
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        if (setup != null) {
            calls.add(setup);
        }
        if (reset != null) {
            calls.add(reset);
        }
        if (resourceProvider != null) {
            calls.add(resourceProvider);
        }
        return calls;
    }

    @Override
    public ResourceRequest resources(Config config) throws Exception {
        Call provider = resourceProvider;
        if (provider == null) {
            return declaredResources;
        }
        prepare();
        try {
            Object request = provider.member().call(null, provider.arguments().bind(config));
            if (request == null) {
                throw new IllegalStateException(
                        "TUNE-074 " + provider.member().executable().getName()
                                + " returned null; a @ResourceProvider returns a ResourceRequest");
            }
            return (ResourceRequest) request;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void prepare() {
        if (prepared) {
            return;
        }
        List<Member> members = new ArrayList<>(List.of(constructor, step.member()));
        calls().forEach(call -> members.add(call.member()));
        if (save != null) {
            members.add(save);
        }
        if (load != null) {
            members.add(load);
        }
        members.addAll(cleanup);
        Member.generateAdapters(members);
        prepared = true;
    }

    @Override
    public TrainableObject newObject(SharedObjects shared) throws Throwable {
        prepare();
        Object target = constructor.call(null, new Object[0]);
        if (target == null) {
            throw new IllegalStateException("a constructor returned null");
        }
        return new UserObject(target, shared);
    }

    /** An object of the user's class. */
    private final class UserObject implements TrainableObject {
        private static final Object[] NOTHING = {};

        private final Object target;
        private final SharedObjects shared;
        private final @Nullable Adapter direct;

        UserObject(Object target, SharedObjects shared) {
            this.target = target;
            this.shared = shared;
            this.direct = step.member().directStep(target);
        }

        @Override
        public Object target() {
            return target;
        }

        @Override
        public void setup(TrialContext trial) throws Throwable {
            if (setup != null) {
                setup.member().call(target, setup.arguments().bind(trial, shared));
            }
        }

        @Override
        public @Nullable Object step(TrialContext trial) throws Throwable {
            return direct != null
                    ? direct.step(trial)
                    : step.member().call(target, step.arguments().bind(trial, shared));
        }

        @Override
        public void save(Path emptyDirectory) throws Throwable {
            if (save == null) {
                throw new UnsupportedOperationException(type.getName() + " has no @SaveCheckpoint method");
            }
            boolean takesDirectory = save.executable().getParameterCount() == 1;
            Object saved = save.call(target, takesDirectory ? new Object[] {emptyDirectory} : NOTHING);
            Class<?> returned = ((Method) save.executable()).getReturnType();
            if (saved instanceof Path elsewhere) {
                if (!elsewhere.equals(emptyDirectory)) {
                    throw new IllegalStateException(
                            "TUNE-332 " + save.executable().getName() + " returned " + elsewhere
                                    + ", not the directory that it was given; a checkpoint is written into that one");
                }
            } else if (saved != null) {
                Checkpoint.of(saved).writeTo(emptyDirectory);
            } else if (returned != void.class && returned != Path.class) {
                throw new IllegalStateException("TUNE-333 " + save.executable().getName()
                        + " returned null; a checkpoint needs a value, or a directory to write into");
            }
        }

        @Override
        public void load(Path directory) throws Throwable {
            if (load == null) {
                throw new UnsupportedOperationException(type.getName() + " has no @LoadCheckpoint method");
            }
            Class<?> parameter = load.executable().getParameterTypes()[0];
            Object argument = parameter == Path.class
                    ? directory
                    : Checkpoint.ValueFile.read(directory, load.executable().getGenericParameterTypes()[0]);
            load.call(target, new Object[] {argument});
        }

        @Override
        public boolean reset(TrialContext trial) throws Throwable {
            return reset != null
                    && Boolean.TRUE.equals(
                            reset.member().call(target, reset.arguments().bind(trial, shared)));
        }

        @Override
        public void cleanup() throws Throwable {
            Throwable first = null;
            for (Member member : cleanup) {
                try {
                    member.call(target, NOTHING);
                } catch (Throwable e) {
                    if (first == null) {
                        first = e;
                    } else {
                        first.addSuppressed(e);
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
