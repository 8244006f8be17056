package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.exec.Ticker;
import dev.jtune.gate.Judgement;
import dev.jtune.report.ConsoleListener;
import dev.jtune.report.StudyFiles;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RecordedStudy.RecordedTrial;
import dev.jtune.run.Replay;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import dev.jtune.run.TrialNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;

/**
 * A study in the test tree: its trials are registered while it runs, its gates and verdicts are there from the start.
 *
 * <p>Selected as a whole, it searches. Selected for some of its trials, it runs these again as they were recorded. Selected for its
 * gates alone, it judges the recorded results once more, so that a red gate does not turn green by another draw.
 */
final class StudyDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    /** The runs of this process, by directory: a study that is selected again for a rerun repeats its verdict. */
    private static final Map<Path, String> RUNS = new ConcurrentHashMap<>();

    private final StudyDeclaration declaration;
    private final Set<TestTag> tags;
    private final Set<String> selectedTrials = new LinkedHashSet<>();
    private final Set<UniqueId.Segment> selectedJudges = new LinkedHashSet<>();
    private final boolean hasJudges;
    private boolean whole;
    private @Nullable Path directory;
    private @Nullable ResultGrid results;
    private @Nullable JudgedGates judged;
    private @Nullable String unjudged;

    StudyDescriptor(UniqueId id, StudyDeclaration declaration) {
        super(id, declaration.name(), MethodSource.from(declaration.type(), declaration.method()));
        this.declaration = declaration;
        this.tags = Tags.of(declaration.type(), declaration.method());
        declaration.gates().forEach(gate -> addChild(JudgeDescriptor.of(this, gate)));
        declaration.verdicts().forEach(method -> addChild(JudgeDescriptor.of(this, declaration.type(), method)));
        this.hasJudges = !getChildren().isEmpty();
    }

    // ---- selection

    void selectWhole() {
        whole = true;
    }

    /** Select a trial by its id, {@code 13-9f3a21}, or by its number. */
    void selectTrial(String id) {
        selectedTrials.add(id);
    }

    void selectJudge(UniqueId.Segment segment) {
        selectedJudges.add(segment);
    }

    /** Leave away the gates and verdicts that nobody selected, once all selectors are known. */
    void settleSelection() {
        if (!whole) {
            Set.copyOf(getChildren()).stream()
                    .filter(judge ->
                            !selectedJudges.contains(judge.getUniqueId().getLastSegment()))
                    .forEach(this::removeChild);
        }
    }

    // ---- the platform's questions

    MethodSource source() {
        return (MethodSource) getSource().orElseThrow();
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    /**
     * A study whose gates were all removed by a filter was not meant: were it to say that tests may yet come, the platform would keep it,
     * and run it.
     */
    @Override
    public boolean mayRegisterTests() {
        return !hasJudges || !getChildren().isEmpty() || !selectedTrials.isEmpty();
    }

    /** Return a name for a node below, unique and the same in every run, that build tools take as it is. */
    String legacyName(String part) {
        return declaration.method().getParameterCount() == 0
                ? declaration.method().getName() + "()[" + part + "]"
                : declaration.method().getName() + " " + part;
    }

    private String legacyName(int trial) {
        return declaration.method().getParameterCount() == 0
                ? declaration.method().getName() + "()[" + trial + "]"
                : TrialNames.name(declaration.method().getName(), trial);
    }

    /** Return the command that selects this study. */
    String command() {
        return "mvn test \"-Dtest=" + declaration.type().getSimpleName() + "#"
                + declaration.method().getName() + "\"";
    }

    // ---- execution

    @Override
    public SkipResult shouldBeSkipped(TuneExecution execution) {
        ContractDescriptor contract = parent().contract(declaration.trainable());
        return contract != null && contract.hasFailed()
                ? SkipResult.skip("\"" + contract.getDisplayName() + "\" failed")
                : execution.reasonToSkip();
    }

    @Override
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) throws Exception {
        StudySpec spec = declaration.toSpec(parent().shared());
        directory = spec.directory();
        Settings settings = execution.settings();
        if (!settings.trials().isEmpty()) {
            settings.trials().forEach(number -> selectTrial(Integer.toString(number)));
            whole = false;
        }
        if (settings.config().isPresent()) {
            unjudged = "only " + Settings.CONFIG + " was run";
            replay(execution, spec, 1, given(spec, settings.config().get()), 0);
        } else if (!selectedTrials.isEmpty() && !whole) {
            unjudged = "only some trials were run";
            replaySelected(execution, spec);
        } else if (!whole && !selectedJudges.isEmpty()) {
            judge(spec, recorded(spec).orElseThrow(() -> nothingRecorded(spec)));
        } else {
            requireContract(spec);
            search(execution, spec);
        }
        return execution;
    }

    private ClassDescriptor parent() {
        return (ClassDescriptor) getParent().orElseThrow();
    }

    private void requireContract(StudySpec spec) {
        ContractDescriptor contract = parent().contract(declaration.trainable());
        if (contract != null) {
            contract.require(spec.shared());
        }
    }

    private void search(TuneExecution execution, StudySpec spec) {
        Path own = spec.directory();
        String again = own == null ? null : RUNS.get(own);
        if (again != null && isRerun() && own != null) {
            Optional<RecordedStudy> same =
                    recorded(spec).filter(study -> study.runId().equals(again));
            if (same.isPresent()) {
                judge(spec, same.get());
                return;
            }
        }
        TrialEvents events = new TrialEvents(this, execution);
        ConsoleListener console = new ConsoleListener(
                declaration.shortName(),
                ConsoleListener.Verbosity.ofLevel(execution.settings().verbose()),
                Ticker.SYSTEM,
                next(own),
                System.out::println);
        List<RunListener> listeners = new ArrayList<>(List.of(events, console));
        if (own != null) {
            listeners.add(new StudyFiles(own));
        }
        declaration.listeners().forEach(listener -> listeners.add(listener.get()));
        StudyRun run = StudyRun.of(spec, listeners.toArray(RunListener[]::new));
        events.follow(run);
        try {
            results = run.execute();
        } finally {
            if (own != null) {
                RUNS.put(own, run.runId());
            }
        }
        judge(spec, run.runId());
        if (execution.settings().run() == Settings.Run.SMOKE) {
            unjudged = Settings.RUN + "=smoke judges nothing";
        }
    }

    /** A build tool that runs failed tests again selects them by id; a person who selects the study wants another search. */
    private boolean isRerun() {
        return !whole;
    }

    private List<String> next(@Nullable Path own) {
        List<String> lines = new ArrayList<>();
        if (own != null) {
            lines.add("files: " + shown(own.resolve("best.properties")) + ", trials.csv, trials.jsonl");
        }
        lines.add("next:  see one trial   " + command() + " \"-Dtune.trials={best}\"");
        if (declaration.gates().isEmpty() && declaration.verdicts().isEmpty()) {
            lines.add("       gate it         @Gate(threshold = ...) beside @Tune");
        }
        return lines;
    }

    String shownDirectory() {
        return directory == null ? "in memory" : shown(directory);
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    // ---- trials run again

    private void replaySelected(TuneExecution execution, StudySpec spec) throws Exception {
        Optional<RecordedStudy> recorded = recorded(spec);
        for (String selected : selectedTrials) {
            int dash = selected.indexOf('-');
            String number = dash < 0 ? selected : selected.substring(0, dash);
            Optional<RecordedTrial> trial = recorded.flatMap(study -> study.trial(number(number)))
                    .filter(found -> dash < 0 || found.id().equals(selected));
            if (trial.isPresent()) {
                replay(
                        execution,
                        spec,
                        trial.get().number(),
                        trial.get().config(),
                        trial.get().iterations());
            } else {
                unknown(execution, selected, recorded);
            }
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void replay(TuneExecution execution, StudySpec spec, int number, Config config, int iterations)
            throws Exception {
        TrialEvents events = new TrialEvents(this, execution);
        events.start(number, number + "-" + config.shortDigest(), config, spec.seed());
        TrialResult result;
        try {
            result = Replay.run(spec, number, config, iterations);
        } catch (RuntimeException | Error e) {
            events.finish(number, TestExecutionResult.failed(e));
            return;
        }
        events.finish(result);
        if (execution.settings().verbose() > 0) {
            System.out.println("[tune] " + declaration.shortName() + " trial " + number + " again: "
                    + result.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT) + ", "
                    + spec.objective().metric() + " " + result.score() + "  " + config);
        }
    }

    private void unknown(TuneExecution execution, String selected, Optional<RecordedStudy> recorded) {
        TrialEvents events = new TrialEvents(this, execution);
        String known = recorded.map(study -> study.trials().size() + " trials are recorded in " + shownDirectory())
                .orElse("nothing is recorded in " + shownDirectory());
        events.startUnknown(selected, legacyName("trial " + selected));
        events.finish(
                0,
                TestExecutionResult.failed(Outcomes.failure(
                        "TUNE-203 " + declaration.shortName() + ": trial " + selected + " is unknown here (" + known
                                + "); run the study again: " + command()
                                + ", or give the configuration: \"-Dtune.config=...\"",
                        source(),
                        null)));
    }

    private Config given(StudySpec spec, String text) {
        List<Config> points = spec.space().points(Settings.CONFIG, text);
        return spec.space().complete(points.get(0).asMap());
    }

    private static Optional<RecordedStudy> recorded(StudySpec spec) {
        Path own = spec.directory();
        return own == null ? Optional.empty() : RecordedStudy.read(own);
    }

    private InvalidDeclarationException nothingRecorded(StudySpec spec) {
        return new InvalidDeclarationException(new Problem(
                "TUNE-204",
                declaration.shortName(),
                "its gates were selected without it, and nothing is recorded in " + spec.directory(),
                "run the study: " + command()));
    }

    // ---- judging

    ResultGrid results() {
        ResultGrid grid = results;
        if (grid == null) {
            throw new IllegalStateException("TUNE-205 " + declaration.shortName() + " has no results to judge");
        }
        return grid;
    }

    private void judge(StudySpec spec, RecordedStudy recorded) {
        results = recorded.results();
        judge(spec, recorded.runId());
    }

    private void judge(StudySpec spec, String run) {
        Path own = spec.directory();
        if (own != null) {
            judged = new JudgedGates(declaration, spec, own, run, "search", gates());
        }
    }

    /** Return the ids of the gates that are there to be judged. */
    private Set<String> gates() {
        Set<String> ids = new LinkedHashSet<>();
        for (TestDescriptor child : getChildren()) {
            if (child instanceof JudgeDescriptor judge && judge.gate() != null) {
                ids.add(judge.gate());
            }
        }
        return ids;
    }

    /** Return why gates and verdicts are skipped, {@code null} if they are judged. */
    @Nullable
    String reasonNotToJudge(TuneExecution execution) {
        return unjudged;
    }

    /** Keep a verdict where reports read it: in the journal, and in the file of the gates. */
    void record(String name, Judgement judgement) {
        Path own = directory;
        if (own != null) {
            RecordedStudy.record(own, name, !judgement.fails(), judgement.message());
        }
        if (judged != null) {
            judged.add(judgement);
        }
    }

    StudyDeclaration declaration() {
        return declaration;
    }

    /** Create the node of a trial; it is not kept, so that ten thousand trials can be forgotten one by one. */
    TrialDescriptor trial(int number, String id, Config config) {
        TrialDescriptor trial = new TrialDescriptor(
                getUniqueId().append(StudyResolver.TRIAL, id),
                "trial " + number + (config.names().isEmpty() ? "" : "  " + config),
                legacyName(number),
                source(),
                tags);
        trial.setParent(this);
        return trial;
    }

    TrialDescriptor unknownTrial(String id, String legacyName) {
        TrialDescriptor trial = new TrialDescriptor(
                getUniqueId().append(StudyResolver.TRIAL, id), "trial " + id, legacyName, source(), tags);
        trial.setParent(this);
        return trial;
    }

    static boolean isEarlyStop(TrialOutcome outcome) {
        return outcome instanceof TrialOutcome.Stopped;
    }
}
