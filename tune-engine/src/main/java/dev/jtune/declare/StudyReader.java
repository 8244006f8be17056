package dev.jtune.declare;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoints;
import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.Failures;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Repeats;
import dev.jtune.ResourceRequest;
import dev.jtune.Resources;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.Reuse;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import dev.jtune.exec.Backend;
import dev.jtune.gate.ScoreGate;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.SearchPolicy;
import dev.jtune.run.Seeds;
import dev.jtune.run.StudySpec;
import dev.jtune.run.WarmStart;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.StopperProvider;
import dev.jtune.schedule.Stoppers;
import dev.jtune.search.SearcherProvider;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.ResourceRequests;
import dev.jtune.trainable.TrainableDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Reads {@code @Tune} methods. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyReader {
    private static final int DEFAULT_SAMPLES = 20;
    private static final int SMOKE_SAMPLES = 2;

    private final Class<?> type;
    private final Method method;
    private final Settings settings;
    private final Tune tune;
    private final String place;
    private final List<Problem> problems = new ArrayList<>();

    private StudyReader(Class<?> type, Method method, Settings settings, Tune tune) {
        this.type = type;
        this.method = method;
        this.settings = settings;
        this.tune = tune;
        this.place = type.getSimpleName() + "." + method.getName();
    }

    /** Tell whether a method declares a study. */
    public static boolean isStudy(Method method) {
        return AnnotationSupport.isAnnotated(method, Tune.class);
    }

    /** Return the methods of a class that declare studies, its own and inherited ones, in a stable order. */
    public static List<Method> studies(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, Tune.class, HierarchyTraversalMode.TOP_DOWN);
    }

    /** Return what is wrong with a class that has gates or verdicts and no study, so that nothing would ever be judged. */
    public static List<Problem> withoutStudy(Class<?> type) {
        List<Problem> problems = new ArrayList<>(Shapes.misplaced(type));
        for (Method after :
                AnnotationSupport.findAnnotatedMethods(type, AfterTune.class, HierarchyTraversalMode.TOP_DOWN)) {
            problems.add(new Problem(
                    "TUNE-222",
                    type.getSimpleName() + "." + after.getName() + ", @AfterTune",
                    "there is no @Tune method in its class",
                    "move it to the class of the study that it judges, or make its class abstract"));
        }
        return problems;
    }

    /** Read a study; nothing of user code is run. */
    public static StudyDeclaration read(Class<?> type, Method method, Settings settings) {
        Tune tune = AnnotationSupport.findAnnotation(method, Tune.class)
                .orElseThrow(() -> new IllegalArgumentException(method + " has no @Tune"));
        return new StudyReader(type, method, settings, tune).read();
    }

    private StudyDeclaration read() {
        Shapes shapes = new Shapes(type, method, place, problems);
        shapes.otherTests();
        shapes.name(tune.name());
        if (studies(type).get(0).equals(method)) {
            problems.addAll(Shapes.misplaced(type));
        }
        Class<?> trained = trained();
        List<Objective> objectives = objectives();
        Class<?> spaceType = tune.space() == void.class ? null : tune.space();
        TrainableDefinition trainable = trained != null
                ? Definitions.ofClass(trained, spaceType, problems)
                : Definitions.ofMethod(type, method, spaceType, problems);
        if (trained != null) {
            checkVerdict(method, "@Tune(trainable = ...)", "; or, to tune the method itself, leave the trainable out");
        }
        boolean shaped = shapes.isFunctionOrVerdict(trained);
        Spaces spaces = new Spaces(type, place, tune, shaped ? trainable : null, problems);
        spaces.checkPoints(problems);
        List<ResultConstraint> resultConstraints = resultConstraints();
        if (trainable != null) {
            shapes.shared(trainable);
        }
        Plugins plugins = new Plugins(method, place, problems);
        // no seed decides whether settings are right
        ScheduleContext context = new ScheduleContext(objectives, 0);
        SearcherProvider searcher = plugins.searcher();
        spaces.checkSearcher(searcher, problems);
        Draft draft = new Draft(
                searcher,
                plugins.scheduler(context),
                plugins.backend(settings),
                stoppers(plugins, context),
                time(Settings.TIME_BUDGET, tune.timeBudget()),
                settings.resolve(Settings.MAX_CONCURRENT_TRIALS, tune.maxConcurrentTrials(), place, problems),
                settings.resolve(Settings.NUM_SAMPLES, tune.numSamples(), place, problems),
                checkpoints(trained, trainable),
                resources(),
                search(),
                AnnotationSupport.findAnnotation(method, Reuse.class)
                        .or(() -> trained == null
                                ? Optional.empty()
                                : AnnotationSupport.findAnnotation(trained, Reuse.class))
                        .map(Reuse::value)
                        .orElse(true),
                new ResumePolicy(settings.resume(tune.resume(), place, problems), Errored.KEEP));
        String name = name();
        checkTolerance();
        List<ScoreGate> gates =
                new GateReader(place, objectives, type.getSimpleName() + "." + name, settings, problems).read(method);
        List<Method> verdicts = verdicts(trained);
        return new StudyDeclaration(
                type,
                method,
                name,
                trained,
                objectives,
                gates,
                verdicts,
                problems,
                plugins.listeners(settings),
                shared -> draft.toSpec(name, trainable, spaces, objectives, resultConstraints, shared));
    }

    /** Return the study's name; overloads would share it, and a directory, so that their parameters are part of it. */
    private String name() {
        String name = name(method);
        List<Method> sharing = studies(type).stream()
                .filter(other -> !other.equals(method) && name(other).equals(name))
                .toList();
        if (sharing.isEmpty()) {
            return name;
        }
        if (sharing.stream().anyMatch(other -> !other.getName().equals(method.getName()))) {
            problems.add(new Problem(
                    "TUNE-225",
                    place,
                    "two studies of the class are named '" + name + "'",
                    "give each a name of its own: @Tune(name = ...)"));
        }
        return Stream.concat(
                        Stream.of(name),
                        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName))
                .collect(Collectors.joining("-"));
    }

    private static String name(Method study) {
        return AnnotationSupport.findAnnotation(study, Tune.class)
                .map(Tune::name)
                .filter(name -> !name.isEmpty())
                .orElse(study.getName());
    }

    /** Return the class that is tuned, {@code null} where the method is the objective. */
    private @Nullable Class<?> trained() {
        boolean inTrainable =
                AnnotationSupport.isAnnotated(type, Trainable.class) && Modifier.isStatic(method.getModifiers());
        if (tune.trainable() != void.class) {
            if (!AnnotationSupport.isAnnotated(tune.trainable(), Trainable.class)) {
                problems.add(new Problem(
                        "TUNE-210",
                        place,
                        tune.trainable().getSimpleName() + " is not annotated with @Trainable",
                        "annotate it, and its step with @Step"));
            }
            return tune.trainable();
        }
        return inTrainable ? type : null;
    }

    private void checkVerdict(Method verdict, String what, String otherwise) {
        Class<?>[] parameters = verdict.getParameterTypes();
        if (parameters.length > 1 || (parameters.length == 1 && parameters[0] != ResultGrid.class)) {
            problems.add(new Problem(
                    "TUNE-211",
                    type.getSimpleName() + "." + verdict.getName(),
                    "a method with " + what + " is called once after the search and takes a ResultGrid or nothing",
                    "write: void " + verdict.getName() + "(ResultGrid results) { ... }" + otherwise));
        } else if (verdict.getReturnType() != void.class) {
            problems.add(new Problem(
                    "TUNE-211",
                    type.getSimpleName() + "." + verdict.getName(),
                    "a method with " + what + " is called once after the search, and what it returns is lost",
                    "return nothing and assert" + otherwise));
        }
    }

    private List<Objective> objectives() {
        Mode[] modes = tune.mode();
        String[] metrics = tune.metric();
        if (modes.length != metrics.length || modes.length == 0) {
            problems.add(new Problem(
                    "TUNE-212",
                    place,
                    counted(metrics.length, "metric") + " " + Arrays.toString(metrics) + ", but "
                            + counted(modes.length, "mode") + " " + Arrays.toString(modes),
                    "give a mode for each metric"));
            return List.of(Objective.of("score", Mode.MAX));
        }
        List<Objective> objectives = new ArrayList<>();
        for (int i = 0; i < modes.length; i++) {
            if (metrics[i].isBlank()) {
                problems.add(new Problem(
                        "TUNE-213",
                        place,
                        "the name of a metric is blank",
                        "name it as the trials report it, or leave metric out for 'score'"));
            } else if (Arrays.asList(metrics).indexOf(metrics[i]) < i) {
                problems.add(new Problem(
                        "TUNE-235",
                        place,
                        "the metric '" + metrics[i] + "' is given twice",
                        "leave one, with its mode"));
            } else {
                objectives.add(new Objective(metrics[i], modes[i], tune.scope()));
            }
        }
        return objectives.isEmpty() ? List.of(Objective.of("score", Mode.MAX)) : objectives;
    }

    private List<ResultConstraint> resultConstraints() {
        List<ResultConstraint> constraints = new ArrayList<>();
        for (String text : tune.resultConstraints()) {
            try {
                constraints.add(ResultConstraint.parse(text));
            } catch (InvalidDeclarationException e) {
                e.problems().forEach(problem -> problems.add(problem.in(place)));
            }
        }
        return constraints;
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<StopperProvider> stoppers(Plugins plugins, ScheduleContext context) {
        List<StopperProvider> stoppers = new ArrayList<>(plugins.stoppers(context));
        if (tune.stop().length > 0) {
            try {
                stoppers.add(Stoppers.parse(tune.stop()));
            } catch (InvalidDeclarationException e) {
                e.problems().forEach(problem -> problems.add(problem.in(place)));
            }
        }
        return stoppers;
    }

    private SearchPolicy search() {
        Repeats repeats =
                AnnotationSupport.findAnnotation(method, Repeats.class).orElse(null);
        int times = repeats == null ? 1 : repeats.value();
        if (times < 1) {
            problems.add(new Problem(
                    "TUNE-238",
                    place + ", @Repeats",
                    "there are " + times + " trials for a configuration",
                    "give at least 1"));
        }
        return new SearchPolicy(
                settings.resolve(Settings.DETERMINISTIC, tune.deterministic(), place, problems),
                tune.noisy() || times > 1,
                times,
                repeats != null && repeats.racing(),
                time(Settings.TIME_PER_TRIAL, tune.timePerTrial()),
                Arrays.stream(tune.warmStart()).map(this::warmStart).toList());
    }

    private WarmStart warmStart(String name) {
        if (name.equals("previous")) {
            return new WarmStart.Previous();
        }
        Path ofStudy = settings.directory().resolve(name);
        return new WarmStart.Directory(Files.isDirectory(ofStudy) ? ofStudy : Path.of(name));
    }

    private @Nullable Duration time(String key, String annotated) {
        return settings.resolve(key, annotated)
                .map(text -> Texts.duration(key.substring("tune.".length()), text, place, problems))
                .orElse(null);
    }

    private @Nullable ResourceRequest resources() {
        return AnnotationSupport.findAnnotation(method, Resources.class)
                .map(resources -> ResourceRequests.of(resources, place, problems))
                .orElse(null);
    }

    private CheckpointPolicy checkpoints(@Nullable Class<?> trained, @Nullable TrainableDefinition trainable) {
        boolean canCheckpoint =
                trainable instanceof TrainableDefinition.OfClass definition && definition.canCheckpoint();
        Checkpoints declared = AnnotationSupport.findAnnotation(method, Checkpoints.class)
                .or(() -> trained == null
                        ? Optional.empty()
                        : AnnotationSupport.findAnnotation(trained, Checkpoints.class))
                .orElse(null);
        if (declared == null) {
            return new CheckpointPolicy(0, canCheckpoint, 0, null, Mode.MAX);
        }
        String where = place + ", @Checkpoints";
        boolean atEnd = declared.atEnd().length > 0 ? declared.atEnd()[0] : canCheckpoint;
        if (trained == null && (declared.frequency() > 0 || declared.atEnd().length > 0)) {
            problems.add(new Problem(
                    "TUNE-214",
                    where,
                    "frequency and atEnd are for @Trainable classes; nothing can save a running function from outside",
                    "pass checkpoints along: trial.report(metrics, Checkpoint.of(model::save))"));
        } else if (trained != null && !canCheckpoint && (declared.frequency() > 0 || atEnd)) {
            problems.add(new Problem(
                    "TUNE-215",
                    where,
                    trained.getSimpleName() + " cannot be saved",
                    "add @SaveCheckpoint and @LoadCheckpoint methods, or leave frequency and atEnd out"));
        }
        if (declared.frequency() < 0 || declared.numToKeep() < 0) {
            problems.add(Problem.of(
                    "TUNE-216",
                    where,
                    "frequency and numToKeep are at least 0, not " + declared.frequency() + " and "
                            + declared.numToKeep()));
        }
        return new CheckpointPolicy(
                declared.frequency(),
                atEnd,
                declared.numToKeep(),
                declared.scoreAttribute().isEmpty() ? null : declared.scoreAttribute(),
                declared.scoreOrder());
    }

    private void checkTolerance() {
        Failures failures =
                AnnotationSupport.findAnnotation(method, Failures.class).orElse(null);
        if (failures != null) {
            Texts.share(failures.tolerate(), 1, place, problems);
            duration("backOff", failures.backOff());
            duration("timeLimit", failures.timeLimit());
            if (failures.maxFailures() < -1) {
                problems.add(new Problem(
                        "TUNE-217",
                        place + ", @Failures",
                        "maxFailures is " + failures.maxFailures(),
                        "give a number of restarts, or -1 for any number"));
            }
            if (failures.failFast() && failures.maxFailures() != 0) {
                problems.add(new Problem(
                        "TUNE-218",
                        place + ", @Failures",
                        "failFast ends the study with the first error, and maxFailures starts the trial again",
                        "leave one of them out"));
            }
        }
    }

    private @Nullable Duration duration(String setting, String text) {
        return text.isEmpty() ? null : Texts.duration(setting, text, place + ", @Failures", problems);
    }

    private FailurePolicy failures(int trials) {
        Failures declared =
                AnnotationSupport.findAnnotation(method, Failures.class).orElse(null);
        if (declared == null) {
            return FailurePolicy.STRICT;
        }
        Duration backOff = duration("backOff", declared.backOff());
        return new FailurePolicy(
                declared.maxFailures(),
                declared.failFast(),
                Texts.share(declared.tolerate(), trials, place, new ArrayList<>()),
                backOff == null ? Duration.ZERO : backOff,
                duration("timeLimit", declared.timeLimit()));
    }

    private List<Method> verdicts(@Nullable Class<?> trained) {
        List<Method> verdicts = new ArrayList<>();
        if (trained != null) {
            verdicts.add(method);
        }
        List<Method> studies = studies(type);
        for (Method after :
                AnnotationSupport.findAnnotatedMethods(type, AfterTune.class, HierarchyTraversalMode.TOP_DOWN)) {
            String target = AnnotationSupport.findAnnotation(after, AfterTune.class)
                    .map(AfterTune::value)
                    .orElse("");
            if (target.equals(method.getName()) || (target.isEmpty() && studies.size() == 1)) {
                checkVerdict(after, "@AfterTune", "");
                verdicts.add(after);
            } else if (studies.get(0).equals(method)
                    && studies.stream().noneMatch(study -> study.getName().equals(target))) {
                problems.add(new Problem(
                        "TUNE-222",
                        type.getSimpleName() + "." + after.getName() + ", @AfterTune",
                        target.isEmpty()
                                ? "it does not say which study it judges"
                                : "there is no study '" + target + "'",
                        "name one of "
                                + String.join(
                                        ", ",
                                        studies.stream().map(Method::getName).toList())));
            }
        }
        return verdicts;
    }

    /** What is known of a specification before user code may run. */
    private final class Draft {
        private final SearcherProvider searcher;
        private final SchedulerProvider scheduler;
        private final Supplier<Backend> backend;
        private final List<StopperProvider> stoppers;
        private final @Nullable Duration budget;
        private final int maxConcurrentTrials;
        private final int numSamples;
        private final CheckpointPolicy checkpoints;
        private final @Nullable ResourceRequest resources;
        private final SearchPolicy search;
        private final boolean reuse;
        private final ResumePolicy resume;

        Draft(
                SearcherProvider searcher,
                SchedulerProvider scheduler,
                Supplier<Backend> backend,
                List<StopperProvider> stoppers,
                @Nullable Duration budget,
                int maxConcurrentTrials,
                int numSamples,
                CheckpointPolicy checkpoints,
                @Nullable ResourceRequest resources,
                SearchPolicy search,
                boolean reuse,
                ResumePolicy resume) {
            this.searcher = searcher;
            this.scheduler = scheduler;
            this.backend = backend;
            this.stoppers = stoppers;
            this.budget = budget;
            this.maxConcurrentTrials = maxConcurrentTrials;
            this.numSamples = numSamples;
            this.checkpoints = checkpoints;
            this.resources = resources;
            this.search = search;
            this.reuse = reuse;
            this.resume = resume;
        }

        StudySpec toSpec(
                String name,
                @Nullable TrainableDefinition trainable,
                Spaces spaces,
                List<Objective> objectives,
                List<ResultConstraint> resultConstraints,
                dev.jtune.trainable.SharedObjects shared) {
            if (trainable == null) {
                throw new IllegalStateException("a study with problems has no specification");
            }
            ParamSpace space = spaces.space();
            List<Config> points = space.points(place, tune.pointsToEvaluate());
            int samples = numSamples > 0 ? numSamples : space.hasGrid() ? 1 : DEFAULT_SAMPLES;
            if (settings.run() == Settings.Run.SMOKE) {
                samples = Math.min(samples, SMOKE_SAMPLES);
            }
            SearchPolicy searching = settings.run() == Settings.Run.SMOKE ? search.withoutRepeats() : search;
            String study = type.getName() + "." + name;
            Path directory = settings.directory().resolve(study);
            return new StudySpec(
                    study,
                    trainable,
                    space,
                    objectives,
                    resultConstraints,
                    samples,
                    budget,
                    maxConcurrentTrials,
                    Seeds.ofStudy(settings.resolve(Settings.SEED, tune.seed()).orElse(""), study),
                    points,
                    searcher,
                    scheduler,
                    stoppers,
                    backend,
                    resources,
                    checkpoints,
                    failures(samples * searching.repeats()),
                    searching,
                    shared,
                    reuse,
                    resume,
                    directory);
        }
    }
}
