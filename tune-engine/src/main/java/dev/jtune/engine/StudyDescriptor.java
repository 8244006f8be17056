package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.exec.Ticker;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.ScoreGate;
import dev.jtune.gate.Verdict;
import dev.jtune.log.FlightRecording;
import dev.jtune.report.ConsoleListener;
import dev.jtune.report.StudyFiles;
import dev.jtune.report.html.HtmlReport;
import dev.jtune.report.live.LivePage;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RecordedStudy.RecordedTrial;
import dev.jtune.run.Replay;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import dev.jtune.run.TrialNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    private static final String CONFIRM = "confirm";
    private static final String SEARCH = "search";
    private static final String VERIFY = "verify";

    private final StudyDeclaration declaration;
    private final Set<TestTag> tags;
    private final Set<String> selectedTrials = new LinkedHashSet<>();
    private final Set<UniqueId.Segment> selectedJudges = new LinkedHashSet<>();
    private final Set<String> selectedEvaluations = new LinkedHashSet<>();
    private final boolean hasJudges;
    private boolean whole;
    private @Nullable Path directory;
    private @Nullable Evidence evidence;
    private @Nullable JudgedGates judged;
    private boolean verbose;
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

    /** Select a gate, a verdict, or an evaluation of a confirm phase. */
    void selectPart(UniqueId.Segment segment) {
        if (segment.getType().equals(CONFIRM)) {
            selectedEvaluations.add(segment.getValue());
        } else {
            selectedJudges.add(segment);
        }
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
        return !hasJudges || !getChildren().isEmpty() || !selectedTrials.isEmpty() || !selectedEvaluations.isEmpty();
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
        return StudyCommand.of(
                declaration.type().getSimpleName() + "#" + declaration.method().getName());
    }

    // ---- execution

    @Override
    public SkipResult shouldBeSkipped(TuneExecution execution) {
        ContractDescriptor contract = parent().contract(declaration.trainable());
        if (contract != null && contract.hasFailed()) {
            return SkipResult.skip("\"" + contract.getDisplayName() + "\" failed");
        }
        return isVerified(execution) && declaration.baselineGate().isEmpty()
                ? SkipResult.skip(Settings.RUN + "=verify: no gate of the study has a baseline")
                : execution.reasonToSkip();
    }

    @Override
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) throws Exception {
        StudySpec spec = declaration.toSpec(parent().shared());
        directory = spec.directory();
        Settings settings = execution.settings();
        verbose = settings.verbose() > 0;
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
        } else if (!selectedEvaluations.isEmpty() && !whole) {
            unjudged = "only some evaluations were run";
            selectedEvaluations.forEach(id -> evaluate(execution, spec, id));
        } else if (!whole && !selectedJudges.isEmpty()) {
            judgeAgain(execution, spec);
        } else {
            requireContract(spec);
            if (isVerified(execution)) {
                verify(execution, spec);
            } else {
                search(execution, spec);
            }
        }
        return execution;
    }

    /** Write the pages when the gates have spoken; a run that cannot be shown is a run nevertheless. */
    @Override
    public void after(TuneExecution execution) {
        Path own = directory;
        if (own == null || judged == null || !execution.settings().writesReport()) {
            return;
        }
        try {
            HtmlReport.write(own);
        } catch (IOException | RuntimeException | LinkageError e) {
            System.out.println("[tune] report: none for " + declaration.shortName() + ", " + e);
        }
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
                judgeAgain(execution, spec);
                return;
            }
        }
        TrialEvents events = new TrialEvents(this, execution);
        ConsoleListener console = new ConsoleListener(
                declaration.shortName(),
                ConsoleListener.Verbosity.ofLevel(execution.settings().verbose()),
                Ticker.SYSTEM,
                next(own, execution.settings().writesReport()),
                System.out::println);
        List<RunListener> listeners = new ArrayList<>(List.of(events, console, FlightRecording.listener()));
        if (own != null) {
            listeners.add(new StudyFiles(own));
        }
        declaration.listeners().forEach(listener -> listeners.add(listener.get()));
        execution
                .settings()
                .dashboard()
                .ifPresent(port -> listeners.add(new LivePage(port, line -> System.out.println("[tune]   " + line))));
        StudyRun run = StudyRun.of(spec, listeners.toArray(RunListener[]::new));
        events.follow(run);
        ResultGrid results;
        try {
            results = run.execute();
        } finally {
            if (own != null) {
                RUNS.put(own, run.runId());
            }
        }
        if (execution.settings().run() == Settings.Run.SMOKE) {
            unjudged = Settings.RUN + "=smoke judges nothing";
        }
        judgeBy(confirmed(execution, spec, results), spec, run.runId(), SEARCH);
    }

    private static boolean isVerified(TuneExecution execution) {
        return execution.settings().run() == Settings.Run.VERIFY;
    }

    private void verify(TuneExecution execution, StudySpec spec) {
        BaselineGate gate = declaration.baselineGate().orElseThrow();
        tell("evaluating the committed configuration again, without a search");
        judgeBy(
                confirming(execution, spec).verify(gate),
                spec,
                UUID.randomUUID().toString(),
                VERIFY);
    }

    private Confirming confirming(TuneExecution execution, StudySpec spec) {
        return new Confirming(declaration, spec, command(), shownDirectory(), new ConfirmEvents(this, execution));
    }

    /** Return what gates judge by, with the best configuration evaluated again where one of them wants it. */
    private Evidence confirmed(TuneExecution execution, StudySpec spec, ResultGrid results) {
        Confirming confirming = confirming(execution, spec);
        boolean judges = unjudged == null
                && !gates().isEmpty()
                && !execution.cancellation().isCancellationRequested();
        if (!judges || !confirming.isWanted()) {
            return confirming.of(results, null);
        }
        tell("evaluating the best configuration again, on seeds that the search has not seen");
        return confirming.confirm(results);
    }

    /** Judge what was measured before once more: no other draw, so that red does not turn green by luck. */
    private void judgeAgain(TuneExecution execution, StudySpec spec) {
        GateReport before =
                directory == null ? null : JudgedGates.read(directory).orElse(null);
        if (before != null && before.mode().equals(VERIFY)) {
            Confirmation verified = before.confirm();
            if (verified == null) {
                verify(execution, spec);
            } else {
                judgeBy(confirming(execution, spec).ofVerified(verified), spec, before.run(), VERIFY);
            }
            return;
        }
        RecordedStudy recorded = recorded(spec).orElseThrow(() -> nothingRecorded(spec));
        Evidence again = before != null && before.run().equals(recorded.runId())
                ? confirming(execution, spec).of(recorded.results(), before.confirm())
                : confirmed(execution, spec, recorded.results());
        judgeBy(again, spec, recorded.runId(), SEARCH);
    }

    private void judgeBy(Evidence found, StudySpec spec, String run, String mode) {
        evidence = found;
        Path own = spec.directory();
        if (own != null) {
            judged = new JudgedGates(declaration, found, own, run, mode, gates());
        }
    }

    /** A build tool that runs failed tests again selects them by id; a person who selects the study wants another search. */
    private boolean isRerun() {
        return !whole;
    }

    private List<String> next(@Nullable Path own, boolean reported) {
        List<String> lines = new ArrayList<>();
        if (own != null) {
            lines.add("files: " + shown(own.resolve("best.properties")) + ", trials.csv, trials.jsonl");
            if (reported) {
                lines.add("report: " + shown(own.resolveSibling(HtmlReport.INDEX)));
            }
        }
        lines.add("next:  see one trial   " + StudyCommand.ofTrial(command(), "{best}"));
        if (declaration.gates().isEmpty() && declaration.verdicts().isEmpty()) {
            lines.add("       gate it         @Gate(threshold = ...) beside @Tune");
        }
        return lines;
    }

    /** Return the directory that it was run in; empty where it was not run, or in memory. */
    Optional<Path> directory() {
        return Optional.ofNullable(directory);
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

    Evidence evidence() {
        Evidence found = evidence;
        if (found == null) {
            throw new IllegalStateException("TUNE-205 " + declaration.shortName() + " has no results to judge");
        }
        return found;
    }

    ResultGrid results() {
        ResultGrid grid = evidence().results();
        if (grid == null) {
            throw new IllegalStateException("TUNE-205 " + declaration.shortName() + " has no results to judge");
        }
        return grid;
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

    /**
     * Return why a gate or a verdict is skipped, {@code null} if it is judged.
     *
     * @param gate the id of the gate, {@code null} for a verdict method
     */
    @Nullable
    String reasonNotToJudge(@Nullable String gate) {
        if (unjudged != null || evidence == null || evidence.results() != null) {
            return unjudged;
        }
        Objective verified = declaration.baselineGate().orElseThrow().objective();
        boolean judged = declaration.gates().stream()
                .anyMatch(known -> known.id().equals(gate) && known.objective().equals(verified));
        return judged
                ? null
                : Settings.RUN + "=verify judges the " + verified.metric() + " of the committed configuration only";
    }

    /** Judge, unless the evaluations that a gate asked for failed in the same run: to ask again would be another draw. */
    Judgement judge(ScoreGate gate) {
        Evidence found = evidence();
        boolean missing = found.confirmation() == null && gate.confirms();
        return Optional.ofNullable(judged)
                .filter(ignored -> missing && found.unconfirmed().isEmpty())
                .flatMap(before -> before.judgement(gate.id()))
                .orElseGet(() -> gate.judge(found));
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
        boolean toTell = judgement.baseline() != null || judgement.verdict() != Verdict.PASS;
        if (toTell && !judgement.fails()) {
            tell(judgement.message());
        }
    }

    private String named(String message) {
        return message.startsWith("TUNE-") ? message : declaration.shortName() + ": " + message;
    }

    private void tell(String message) {
        if (verbose) {
            System.out.println("[tune] " + named(message));
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

    /** Create the node of an evaluation that confirms a configuration; it is not kept either. */
    TrialDescriptor confirmation(int number, String id, long seed, Config config) {
        TrialDescriptor evaluation = new TrialDescriptor(
                getUniqueId().append(CONFIRM, id),
                "confirm " + number + "  seed " + seed + (config.names().isEmpty() ? "" : "  " + config),
                legacyName("confirm " + number),
                source(),
                tags);
        evaluation.setParent(this);
        return evaluation;
    }

    /** Run an evaluation of a confirm phase again, for somebody to look at. */
    private void evaluate(TuneExecution execution, StudySpec spec, String id) {
        Confirmation before = directory == null
                ? null
                : JudgedGates.read(directory).map(GateReport::confirm).orElse(null);
        String[] parts = id.split("-", -1);
        if (before != null
                && parts.length > 1
                && parts[1].equals(before.config().shortDigest())
                && parts[0].matches("\\d{1,18}")) {
            confirming(execution, spec).evaluate(before.config(), Long.parseLong(parts[0]), before.iterations());
        } else {
            unknown(execution, CONFIRM + " " + id, Optional.empty());
        }
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
