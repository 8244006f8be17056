package dev.jtune.engine;

import dev.jtune.ResultGrid;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.ThresholdGate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A gate or a verdict method: judges the results of its study when the trials are done. */
final class JudgeDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    private static final String GATE = "gate";

    private final StudyDescriptor study;
    private final String legacyName;
    private final Judge judge;

    /** Judges results; throws if they are not good enough. */
    @FunctionalInterface
    interface Judge {
        void judge(ResultGrid results) throws Throwable;
    }

    private JudgeDescriptor(
            UniqueId id, String displayName, String legacyName, TestSource source, StudyDescriptor study, Judge judge) {
        super(id, displayName, source);
        this.study = study;
        this.legacyName = legacyName;
        this.judge = judge;
    }

    /** Create the node of a gate. */
    static JudgeDescriptor of(StudyDescriptor study, ThresholdGate gate) {
        MethodSource source = study.source();
        String legacyName = study.legacyName("gate " + gate.objective().metric());
        return new JudgeDescriptor(
                study.getUniqueId().append(GATE, gate.id()),
                "gate " + gate.description(),
                legacyName,
                source,
                study,
                results -> {
                    Judgement judgement = gate.judge(results, study.command(), study.shownDirectory());
                    study.record("gate " + gate.objective().metric(), judgement);
                    if (judgement.fails()) {
                        throw Outcomes.failure(judgement.message(), source, gate.description(), judgement.value());
                    }
                });
    }

    /** Create the node of a verdict method. */
    static JudgeDescriptor of(StudyDescriptor study, Class<?> type, Method method) {
        return new JudgeDescriptor(
                study.getUniqueId().append("verdict", method.getName()),
                "verdict " + method.getName(),
                study.legacyName("verdict " + method.getName()),
                MethodSource.from(type, method),
                study,
                results -> call(type, method, results));
    }

    private static void call(Class<?> type, Method method, ResultGrid results) throws Throwable {
        try {
            Object target = null;
            if (!Modifier.isStatic(method.getModifiers())) {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                target = constructor.newInstance();
            }
            method.setAccessible(true);
            method.invoke(target, method.getParameterCount() == 0 ? new Object[0] : new Object[] {results});
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Return the id of the gate that it judges, {@code null} for a verdict method. */
    @Nullable
    String gate() {
        UniqueId.Segment segment = getUniqueId().getLastSegment();
        return segment.getType().equals(GATE) ? segment.getValue() : null;
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
        return study.getTags();
    }

    @Override
    public SkipResult shouldBeSkipped(TuneExecution execution) {
        @Nullable String reason = study.reasonNotToJudge(execution);
        return reason == null ? SkipResult.doNotSkip() : SkipResult.skip(reason);
    }

    @Override
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) throws Exception {
        try {
            judge.judge(study.results());
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return execution;
    }
}
