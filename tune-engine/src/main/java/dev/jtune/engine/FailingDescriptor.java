package dev.jtune.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A node for something that cannot run; it fails with the explanation, and nothing else is affected. */
final class FailingDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    private final String legacyName;
    private final Set<TestTag> tags;
    private final String message;

    FailingDescriptor(
            UniqueId id,
            String displayName,
            String legacyName,
            @Nullable TestSource source,
            Set<TestTag> tags,
            String message) {
        super(id, displayName, source);
        this.legacyName = legacyName;
        this.tags = Set.copyOf(tags);
        this.message = message;
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
    public TuneExecution execute(TuneExecution execution, DynamicTestExecutor dynamicTestExecutor) {
        throw Outcomes.failure(message, getSource().orElse(null), null);
    }
}
