package dev.jtune.engine;

import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.SharedProviders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A class with studies. */
final class ClassDescriptor extends AbstractTestDescriptor implements Node<TuneExecution> {
    private final Class<?> type;
    private final Map<Class<?>, ContractDescriptor> contracts = new LinkedHashMap<>();
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

    /** Add the node of a contract, unless there is one for its class. */
    ContractDescriptor contract(Class<?> trainable, Supplier<ContractDescriptor> contract) {
        return contracts.computeIfAbsent(trainable, absent -> {
            ContractDescriptor created = contract.get();
            addChild(created);
            return created;
        });
    }

    /** Return the contract of a class, even if a filter has removed its node; {@code null} if none is to be checked. */
    @Nullable
    ContractDescriptor contract(@Nullable Class<?> trainable) {
        return trainable == null ? null : contracts.get(trainable);
    }

    /** Return the objects that the class and its trainables share among all trials, loaded when first used. */
    synchronized SharedObjects shared() {
        if (shared == null) {
            shared = SharedProviders.of(
                    Stream.concat(Stream.of(type), trainables()).distinct().toArray(Class<?>[]::new));
        }
        return shared;
    }

    private Stream<Class<?>> trainables() {
        return getChildren().stream()
                .filter(StudyDescriptor.class::isInstance)
                .<@Nullable Class<?>>map(
                        study -> ((StudyDescriptor) study).declaration().trainable())
                .filter(Objects::nonNull);
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
