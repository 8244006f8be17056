package dev.jtune.engine;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.exec.Ticker;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.log.FlightRecording;
import dev.jtune.report.ConsoleListener;
import dev.jtune.report.StudyFiles;
import dev.jtune.report.html.HtmlReport;
import dev.jtune.report.live.LivePage;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
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

    private static final String SEARCH = "search";
    private static final String VERIFY = "verify";

    private final StudyDeclaration declaration;
    private final Set<TestTag> tags;
    private final Set<String> selectedTrials = new LinkedHashSet<>();
    private final Set<UniqueId.Segment> selectedJudges = new LinkedHashSet<>();
    private final Set<String> selectedEvaluations = new LinkedHashSet<>();
    private final Judging judging;
    private final TrialNodes nodes;
    private final boolean hasJudges;
    private boolean whole;
    private @Nullable Path directory;
    private boolean verbose;

    StudyDescriptor(UniqueId id, StudyDeclaration declaration) {
        super(id, declaration.name(), MethodSource.from(declaration.type(), declaration.method()));
        this.declaration = declaration;
        this.tags = Tags.of(declaration.type(), declaration.method());
        this.judging = new Judging(declaration);
        this.nodes = new TrialNodes(this);
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
        if (segment.getType().equals(TrialNodes.CONFIRM)) {
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

    TrialNodes nodes() {
        return nodes;
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
            judging.skip("only " + Settings.CONFIG + " was run");
            replays(execution, spec).config(settings.config().get());
        } else if (!selectedTrials.isEmpty() && !whole) {
            judging.skip("only some trials were run");
            replays(execution, spec).trials(selectedTrials);
        } else if (!selectedEvaluations.isEmpty() && !whole) {
            judging.skip("only some evaluations were run");
            replays(execution, spec).evaluations(selectedEvaluations, confirming(execution, spec));
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
        judging.directory().ifPresent(judged -> {
            if (execution.settings().writesReport()) {
                show("report: none", () -> HtmlReport.write(judged));
            }
            show("attached: not all", () -> new Attachments(this, execution).publish(judged));
        });
    }

    private interface Showing {
        void run() throws IOException;
    }

    private void show(String otherwise, Showing showing) {
        try {
            showing.run();
        } catch (IOException | RuntimeException | LinkageError e) {
            System.out.println("[tune] " + otherwise + " for " + declaration.shortName() + ", " + e);
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
            judging.skip(Settings.RUN + "=smoke judges nothing");
        }
        judging.by(confirmed(execution, spec, results), own, run.runId(), SEARCH, gates());
    }

    private static boolean isVerified(TuneExecution execution) {
        return execution.settings().run() == Settings.Run.VERIFY;
    }

    private void verify(TuneExecution execution, StudySpec spec) {
        BaselineGate gate = declaration.baselineGate().orElseThrow();
        tell("evaluating the committed configuration again, without a search");
        judging.by(
                confirming(execution, spec).verify(gate),
                spec.directory(),
                UUID.randomUUID().toString(),
                VERIFY,
                gates());
    }

    private Confirming confirming(TuneExecution execution, StudySpec spec) {
        return new Confirming(declaration, spec, command(), shownDirectory(), new ConfirmEvents(this, execution));
    }

    private Replays replays(TuneExecution execution, StudySpec spec) {
        return new Replays(this, execution, spec);
    }

    /** Return what gates judge by, with the best configuration evaluated again where one of them wants it. */
    private Evidence confirmed(TuneExecution execution, StudySpec spec, ResultGrid results) {
        Confirming confirming = confirming(execution, spec);
        boolean judges = !judging.isSkipped()
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
                judging.by(confirming(execution, spec).ofVerified(verified), directory, before.run(), VERIFY, gates());
            }
            return;
        }
        RecordedStudy recorded = recorded(spec).orElseThrow(() -> nothingRecorded(spec));
        Evidence again = before != null && before.run().equals(recorded.runId())
                ? confirming(execution, spec).of(recorded.results(), before.confirm())
                : confirmed(execution, spec, recorded.results());
        judging.by(again, directory, recorded.runId(), SEARCH, gates());
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

    static Optional<RecordedStudy> recorded(StudySpec spec) {
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

    Judging judging() {
        return judging;
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

    /** Keep a verdict, and tell of one that is neither plain nor a failure, which the build tool shows. */
    void record(String name, Judgement judgement) {
        judging.record(name, judgement);
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
}
