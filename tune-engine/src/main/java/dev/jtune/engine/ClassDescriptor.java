package dev.jtune.engine;

import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.SharedProviders;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A class with studies. */
final class ClassDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    private final Class<?> type;
    private @Nullable SharedObjects shared;
    private boolean whole;

    ClassDescriptor(UniqueId id, Class<?> type) {
        super(id, type.getSimpleName(), ClassSource.from(type));
        this.type = type;
    }

    /** Everything in the class is selected. */
    void selectWhole() {
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    /** Return the objects that the class shares among all its trials, loaded when first used. */
    synchronized SharedObjects shared() {
        if (shared == null) {
            shared = SharedProviders.of(type);
        }
        return shared;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public String getLegacyReportingName() {
        return type.getName();
    }

    @Override
    public Set<TestTag> getTags() {
        return Tags.of(type);
    }

    @Override
    public synchronized void cleanUp(TuneExecution execution) {
        if (shared != null) {
            shared.close();
        }
    }
}
