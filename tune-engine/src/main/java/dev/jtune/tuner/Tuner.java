package dev.jtune.tuner;

import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.Resume;
import dev.jtune.Scope;
import dev.jtune.exec.Backend;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.log.FlightRecording;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.RunListener;
import dev.jtune.run.SearchPolicy;
import dev.jtune.run.Seeds;
import dev.jtune.run.StudyLocation;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import dev.jtune.run.WarmStart;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.schedule.StopperProvider;
import dev.jtune.schedule.Stoppers;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.LambdaDefinition;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrialFunction;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs a study without JUnit: in a {@code main} method, in a notebook, or inside any other test.
 *
 * <pre>{@code
 * ResultGrid results = Tuner.of("parabola", trial -> Math.pow(trial.config().getDouble("x") - 1, 2))
 *     .paramSpace("x = uniform(-5, 5)")
 *     .metric("score", MIN)
 *     .numSamples(100)
 *     .fit();
 * double x = results.best().config().getDouble("x");
 * }</pre>
 *
 * <p>Trials run on other threads, which wait where a class is still being initialised: do not call {@link #fit} in a static initialiser of
 * the class whose lambda is tuned.
 *
 * <p>Not safe for use by several threads at once. What is wrong is said by {@link #fit}, everything at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tuner {
    private static final int DEFAULT_SAMPLES = 20;

    private final TrainableDefinition trainable;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Objective> objectives = new ArrayList<>();
    private final List<ResultConstraint> resultConstraints = new ArrayList<>();
    private final List<StopperProvider> stoppers = new ArrayList<>();
    private final List<String> points = new ArrayList<>();
    private final List<RunListener> listeners = new ArrayList<>();
    private final Map<String, Object> shared = new LinkedHashMap<>();
    private String name;
    private ParamSpace space = ParamSpace.parse();
    private Scope scope = Scope.LAST;
    private int numSamples;
    private @Nullable Duration timeBudget;
    private @Nullable Duration timePerTrial;
    private boolean deterministic;
    private final List<WarmStart> warmStart = new ArrayList<>();
    private boolean noisy;
    private int repeats = 1;
    private boolean racing;
    private int maxConcurrentTrials;
    private String seed = "";
    private SearcherProvider searcher = Searchers.auto();
    private SchedulerProvider scheduler = Schedulers.fifo();
    private Supplier<Backend> backend = ThreadBackend::new;
    private @Nullable ResourceRequest resources;
    private @Nullable CheckpointPolicy checkpoints;
    private FailurePolicy failures = FailurePolicy.STRICT;
    private boolean reuse = true;
    private ResumePolicy resume = ResumePolicy.NEVER;
    private @Nullable Path directory;

    private Tuner(TrainableDefinition trainable) {
        this.trainable = trainable;
        this.name = trainable.name();
    }

    /** Tune a lambda. */
    public static Tuner of(String name, TrialFunction function) {
        return of(new LambdaDefinition(name, function));
    }

    /**
     * Tune a {@code @Trainable} class.
     *
     * @throws InvalidDeclarationException with everything that is wrong with the class
     */
    public static Tuner of(Class<?> trainable) {
        return of(Definitions.ofClass(trainable));
    }

    /** Tune what was defined elsewhere. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Tuner of(TrainableDefinition trainable) {
        return new Tuner(trainable);
    }

    /** Name the study; unset, it is named like its trainable. */
    public Tuner name(String study) {
        name = study;
        return this;
    }

    /** Search this space, one parameter an entry or a line: {@code "rate = loguniform(1e-4, 1)"}. */
    public Tuner paramSpace(String... entries) {
        try {
            space = ParamSpace.parse(entries);
        } catch (InvalidDeclarationException e) {
            problems.addAll(e.problems());
        }
        return this;
    }

    /** Search the space of a record whose components carry domains, or of a sealed interface of such records. */
    public Tuner space(Class<?> type) {
        try {
            space = ParamSpace.ofType(type);
        } catch (InvalidDeclarationException e) {
            problems.addAll(e.problems());
        }
        return this;
    }

    /** Search this space. */
    public Tuner space(ParamSpace searched) {
        space = searched;
        return this;
    }

    /** Optimise a metric; called again, it adds an objective. The first ranks the results. */
    public Tuner metric(String metric, Mode mode) {
        objectives.add(Objective.of(metric, mode));
        return this;
    }

    /**
     * Keep these for a trial to be the best: {@code "latency_ms <= 20"}; see {@link dev.jtune.Tune#resultConstraints()}. Called again, it
     * adds more.
     */
    public Tuner resultConstraints(String... constraints) {
        for (String constraint : constraints) {
            try {
                resultConstraints.add(ResultConstraint.parse(constraint));
            } catch (InvalidDeclarationException e) {
                problems.addAll(e.problems());
            }
        }
        return this;
    }

    /** Say which of a trial's values is its score. */
    public Tuner scope(Scope which) {
        scope = which;
        return this;
    }

    /** Draw so many samples, at least 1; with a grid each is a whole grid. */
    public Tuner numSamples(int samples) {
        if (samples < 1) {
            problems.add(Problem.of("TUNE-460", "numSamples", "there must be at least 1 sample, not " + samples));
        }
        numSamples = samples;
        return this;
    }

    /** End the study after this time. */
    public Tuner timeBudget(Duration budget) {
        if (budget.isNegative() || budget.isZero()) {
            problems.add(Problem.of("TUNE-461", "timeBudget", "a budget is longer than nothing, not " + budget));
        }
        timeBudget = budget;
        return this;
    }

    /** Expect a trial to take about this long, which says how much thinking a suggestion is worth; unset, it is measured. */
    public Tuner timePerTrial(Duration time) {
        if (time.isNegative() || time.isZero()) {
            problems.add(Problem.of("TUNE-461", "timePerTrial", "a trial takes longer than nothing, not " + time));
        }
        timePerTrial = time;
        return this;
    }

    /**
     * Repeat this run exactly with the same seed, whatever the timing of its trials: with c trials at a time, {@link
     * #maxConcurrentTrials} or else 4, trial i is suggested knowing exactly the trials up to i - c, and schedulers see results in an order
     * that depends on no clock. A trial may have to wait for others; a budget of time is refused (TUNE-411).
     */
    public Tuner deterministic(boolean repeatable) {
        deterministic = repeatable;
        return this;
    }

    /**
     * Begin with the results of an earlier study, whose metrics have the same names: a search that learns knows them before its first trial, and
     * tries none of their configurations again. Called again, it adds others.
     *
     * <p>A trial counts if it has a finite score and its configuration lies in the space that is searched now: ranges may grow and
     * choices be added, and what lies outside smaller ones is left out. So is a value of a parameter that the space does not have any more, and a
     * trial without a value for a new one.
     */
    public Tuner warmStart(ResultGrid earlier) {
        warmStart.add(new WarmStart.Results(earlier));
        return this;
    }

    /** Begin with the results that the last run of a study left in its directory; see {@link #warmStart(ResultGrid)}. */
    public Tuner warmStart(Path study) {
        warmStart.add(new WarmStart.Directory(study));
        return this;
    }

    /** Expect another score where a configuration is evaluated again. */
    public Tuner noisy(boolean expected) {
        noisy = expected;
        return this;
    }

    /**
     * Evaluate each configuration by at most so many trials with seeds of their own, at least 1, as {@link dev.jtune.Repeats} does;
     * {@link #numSamples} counts configurations then.
     *
     * @param race whether a configuration is evaluated again only while it may still be the best
     */
    public Tuner repeats(int trials, boolean race) {
        if (trials < 1) {
            problems.add(Problem.of("TUNE-467", "repeats", "a configuration has at least 1 trial, not " + trials));
        }
        repeats = trials;
        racing = race;
        return this;
    }

    /** Run at most so many trials at a time, at least 1. */
    public Tuner maxConcurrentTrials(int trials) {
        if (trials < 1) {
            problems.add(
                    Problem.of("TUNE-462", "maxConcurrentTrials", "at least 1 trial runs at a time, not " + trials));
        }
        maxConcurrentTrials = trials;
        return this;
    }

    /** Set the study's seed. */
    public Tuner seed(long value) {
        seed = Long.toString(value);
        return this;
    }

    /** Set the study's seed by a text; {@code "random"} is a fresh one. */
    public Tuner seed(String text) {
        seed = text;
        return this;
    }

    /** End a trial when any of these conditions holds: {@code "accuracy >= 0.98"}. */
    public Tuner stop(String... conditions) {
        try {
            stoppers.add(Stoppers.parse(conditions));
        } catch (InvalidDeclarationException e) {
            problems.addAll(e.problems());
        }
        return this;
    }

    /** Add what ends trials or the study. */
    public Tuner stopper(StopperProvider stopper) {
        stoppers.add(stopper);
        return this;
    }

    /** Try these configurations first: {@code "rate=0.01, hidden=32"}; parameters left open are drawn. */
    public Tuner pointsToEvaluate(String... configurations) {
        points.addAll(Arrays.asList(configurations));
        return this;
    }

    /** Suggest configurations by this searcher. */
    public Tuner searcher(SearcherProvider provider) {
        searcher = provider;
        return this;
    }

    /** Stop trials by this scheduler. */
    public Tuner scheduler(SchedulerProvider provider) {
        scheduler = provider;
        return this;
    }

    /** Run trials on this backend. */
    public Tuner backend(Supplier<Backend> provider) {
        backend = provider;
        return this;
    }

    /** Reserve this for each trial. */
    public Tuner resources(ResourceRequest request) {
        resources = request;
        return this;
    }

    /** Make and keep checkpoints so. */
    public Tuner checkpoints(CheckpointPolicy policy) {
        checkpoints = policy;
        return this;
    }

    /** Treat errors so. */
    public Tuner failures(FailurePolicy policy) {
        failures = policy;
        return this;
    }

    /** Let an object serve several trials through {@code @ResetConfig}, or not. */
    public Tuner reuse(boolean allowed) {
        reuse = allowed;
        return this;
    }

    /** Give a large object to every trial by name: Ray Tune's {@code with_parameters}. */
    public Tuner with(String objectName, Object object) {
        shared.put(objectName, object);
        return this;
    }

    /** Keep journal, logs and checkpoints in this directory; unset, the journal stays in memory. */
    public Tuner directory(Path study) {
        directory = study;
        return this;
    }

    /**
     * Keep journal, logs and checkpoints in this directory of any file system whose provider is on the class path, such as {@code
     * memory:///studies/one}; the provider's file system must exist.
     */
    public Tuner directory(URI study) {
        try {
            return directory(Path.of(study));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            problems.add(StudyLocation.unknown("directory", study.toString(), e));
            return this;
        }
    }

    /**
     * Go on with the run that a killed or cancelled process left in the study's {@link #directory}, or with a finished one: trials that ended
     * stay, and those that were under way go on from their last checkpoints, with the same numbers, configurations and seeds. Everything else is to be
     * said again as it was, because a journal holds no code.
     *
     * <p>A run of another study there, with another space, metric or seed, is left as it is (TUNE-408).
     */
    public Tuner restore() {
        return restore(Errored.KEEP);
    }

    /** Go on as {@link #restore()} does, and treat so the trials that ended with an error. */
    public Tuner restore(Errored errored) {
        resume = new ResumePolicy(Resume.REQUIRED, errored);
        return this;
    }

    /** Go on with an unfinished run of the same study in its {@link #directory}, where there is one; else begin anew. */
    public Tuner resumeUnfinished() {
        resume = new ResumePolicy(Resume.AUTO, Errored.KEEP);
        return this;
    }

    /** Tell this listener what happens. */
    public Tuner listener(RunListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Run the study and return its results.
     *
     * @throws InvalidDeclarationException if something is wrong with the study, with everything that is
     * @throws dev.jtune.run.StudyFailedException if the run itself broke; trials that fail are in the results
     */
    public ResultGrid fit() {
        List<RunListener> told = new ArrayList<>(listeners);
        told.add(FlightRecording.listener());
        return StudyRun.of(toSpec(), told.toArray(RunListener[]::new)).execute();
    }

    private StudySpec toSpec() {
        if (objectives.isEmpty()) {
            problems.add(new Problem(
                    "TUNE-463",
                    "metric",
                    "no metric is optimised",
                    "say which, and in which direction: metric(\"score\", MAX)"));
        }
        List<Config> pointConfigs = List.of();
        try {
            pointConfigs = space.points(name, points.toArray(String[]::new));
        } catch (InvalidDeclarationException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        boolean canCheckpoint = trainable instanceof TrainableDefinition.OfClass type && type.canCheckpoint();
        return new StudySpec(
                name,
                trainable,
                space,
                objectives.stream()
                        .map(objective -> new Objective(objective.metric(), objective.mode(), scope))
                        .toList(),
                resultConstraints,
                numSamples > 0 ? numSamples : space.hasGrid() ? 1 : DEFAULT_SAMPLES,
                timeBudget,
                maxConcurrentTrials,
                Seeds.ofStudy(seed, name),
                pointConfigs,
                searcher,
                scheduler,
                stoppers,
                backend,
                resources,
                checkpoints != null ? checkpoints : new CheckpointPolicy(0, canCheckpoint, 0, null, Mode.MAX),
                failures,
                new SearchPolicy(deterministic, noisy || repeats > 1, repeats, racing, timePerTrial, warmStart),
                SharedObjects.of(shared),
                reuse,
                resume,
                directory);
    }
}
