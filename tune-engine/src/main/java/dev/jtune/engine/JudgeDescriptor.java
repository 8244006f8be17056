package dev.jtune.engine;

import dev.jtune.ResultGrid;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.ScoreGate;
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

    /** Judges what came of the study; throws if that is not good enough. */
    @FunctionalInterface
    private interface Judge {
        void judge() throws Throwable;
    }

    private JudgeDescriptor(
            UniqueId id, String displayName, String legacyName, TestSource source, StudyDescriptor study, Judge judge) {
        super(id, displayName, source);
        this.study = study;
        this.legacyName = legacyName;
        this.judge = judge;
    }

    /** Create the node of a gate. */
    static JudgeDescriptor of(StudyDescriptor study, ScoreGate gate) {
        MethodSource source = study.source();
        // a name that was in use before there were other gates than thresholds
        String name =
                "gate " + (gate instanceof ThresholdGate ? gate.objective().metric() : gate.id());
        return new JudgeDescriptor(
                study.getUniqueId().append(GATE, gate.id()),
                "gate " + gate.description(),
                study.nodes().legacyName(name),
                source,
                study,
                () -> {
                    Judgement judgement = study.judging().judge(gate);
                    study.record(name, judgement);
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
                study.nodes().legacyName("verdict " + method.getName()),
                MethodSource.from(type, method),
                study,
                () -> call(type, method, study.judging().results()));
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
        @Nullable String reason = study.judging().reasonToSkip(gate());
        return reason == null ? SkipResult.doNotSkip() : SkipResult.skip(reason);
    }

    @Override
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) throws Exception {
        try {
            judge.judge();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return execution;
    }
}
