package dev.jtune.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A trial in the test tree; it is registered when the trial starts. */
final class TrialDescriptor extends AbstractTestDescriptor {
    private final String legacyName;
    private final Set<TestTag> tags;

    TrialDescriptor(
            UniqueId id, String displayName, String legacyName, @Nullable TestSource source, Set<TestTag> tags) {
        super(id, displayName, source);
        this.legacyName = legacyName;
        this.tags = tags;
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
}
