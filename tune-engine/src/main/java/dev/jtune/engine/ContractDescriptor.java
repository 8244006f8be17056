package dev.jtune.engine;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.run.StudySpec;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.verify.Check;
import dev.jtune.verify.SaveRestoreCheck;
import dev.jtune.verify.SaveRestoreReport;
import dev.jtune.verify.Verify;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;

/**
 * The check that a {@code @Trainable} class goes on from a checkpoint as if it had never stopped, before trials rely on it.
 *
 * <p>Its verdict is that of one check, made when it is first asked for: by this node, or by a study whose contract node a filter
 * removed.
 */
final class ContractDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    static final String CONTRACT = "contract";

    /** What failed in this process: a build tool that runs failed tests again must not turn a contract green by another try. */
    private static final Map<UniqueId, SaveRestoreReport> FAILED = new ConcurrentHashMap<>();

    private final Class<?> trainable;
    private final @Nullable StudyDeclaration study;
    private final String legacyName;
    private final Set<TestTag> tags;
    private boolean again;
    private @Nullable SaveRestoreReport report;

    private ContractDescriptor(
            UniqueId id,
            TrainableDefinition.OfClass definition,
            @Nullable StudyDeclaration study,
            String legacyName,
            TestSource source,
            Set<TestTag> tags) {
        super(id, displayName(definition), source);
        this.trainable = definition.type();
        this.study = study;
        this.legacyName = legacyName;
        this.tags = tags;
    }

    /** Create the node of a class that a study uses; it stands beside the study, under the study's method. */
    static ContractDescriptor of(UniqueId parent, TrainableDefinition.OfClass definition, StudyDeclaration study) {
        Method method = study.method();
        String name = CONTRACT + " " + definition.name();
        return new ContractDescriptor(
                id(parent, definition.type()),
                definition,
                study,
                method.getParameterCount() == 0 ? method.getName() + "()[" + name + "]" : name,
                MethodSource.from(study.type(), method),
                Tags.of(study.type(), method));
    }

    /** Create the node of a class that was selected by itself. */
    static ContractDescriptor of(UniqueId parent, TrainableDefinition.OfClass definition) {
        Class<?> type = definition.type();
        return new ContractDescriptor(
                id(parent, type),
                definition,
                null,
                CONTRACT + " " + definition.name(),
                Stream.of(SaveCheckpoint.class, Step.class)
                        .flatMap(annotation -> methods(type, annotation).stream())
                        .findFirst()
                        .<TestSource>map(method -> MethodSource.from(type, method))
                        .orElseGet(() -> ClassSource.from(type)),
                Tags.of(type));
    }

    private static List<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
        return AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.BOTTOM_UP);
    }

    static UniqueId id(UniqueId parent, Class<?> trainable) {
        return parent.append(CONTRACT, trainable.getName());
    }

    private static String displayName(TrainableDefinition.OfClass definition) {
        return CONTRACT + " " + definition.name() + ": "
                + (definition.canCheckpoint() ? "save, load, relocate" : "train, repeat");
    }

    /** It was selected by its id, as by a build tool that runs failed tests again. */
    void selectAgain() {
        again = true;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public String getLegacyReportingName() {
        return legacyName;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public SkipResult shouldBeSkipped(TuneExecution execution) {
        return execution.reasonToSkip();
    }

    @Override
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) {
        SaveRestoreReport found;
        try {
            found = report(((ClassDescriptor) getParent().orElseThrow()).shared());
        } catch (InvalidDeclarationException e) {
            if (study == null) {
                throw Outcomes.aborted(
                        e.getMessage() + "; or tune it: the studies of a class check it with their spaces");
            }
            throw e;
        }
        execution.listener().reportingEntryPublished(this, ReportEntry.from(CONTRACT, found.toString()));
        if (!found.passed()) {
            throw failure(found);
        }
        if (execution.settings().verbose() > 0) {
            found.checks().stream()
                    .filter(check -> check.outcome() == Check.Outcome.NOT_JUDGED)
                    .forEach(check -> System.out.println("[tune] " + trainable.getSimpleName() + ", " + check.name()
                            + " not judged: " + check.explanation()));
        }
        return execution;
    }

    private AssertionError failure(SaveRestoreReport found) {
        return Outcomes.failure(
                found.toString(),
                getSource().orElse(null),
                found.failures().stream()
                        .map(Check::cause)
                        .filter(cause -> cause != null)
                        .findFirst()
                        .orElse(null));
    }

    /** Tell whether the check was made, and failed. */
    synchronized boolean hasFailed() {
        return report != null && !report.passed();
    }

    /** Make the check before trials where a filter has removed this node, so that they do not run unchecked. */
    void require(SharedObjects shared) {
        SaveRestoreReport found = report(shared);
        if (!found.passed()) {
            throw failure(found);
        }
    }

    private synchronized SaveRestoreReport report(SharedObjects shared) {
        SaveRestoreReport found = report;
        if (found == null && again) {
            found = FAILED.get(getUniqueId());
        }
        if (found == null) {
            found = check(shared);
        }
        if (!found.passed()) {
            FAILED.put(getUniqueId(), found);
        }
        report = found;
        return found;
    }

    private SaveRestoreReport check(SharedObjects shared) {
        if (study == null) {
            return Verify.saveRestore(trainable).report();
        }
        StudySpec spec = study.toSpec(shared);
        return SaveRestoreCheck.run(
                (TrainableDefinition.OfClass) spec.trainable(), spec.space(), spec.shared(), spec.seed());
    }
}
