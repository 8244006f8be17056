package dev.jtune.engine;

import dev.jtune.declare.Settings;
import dev.jtune.trainable.Definitions;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;

/**
 * Runs {@code @Tune} methods and checks {@code @Trainable} classes; its id is {@value #ID}.
 *
 * <p>Discovery runs no user code, generates nothing and prints nothing.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TuneEngine extends HierarchicalTestEngine<TuneExecution> {
    /** The engine's id. */
    public static final String ID = "tune";

    private static final EngineDiscoveryRequestResolver<RootDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<RootDescriptor>builder()
                    .addSelectorResolver(context -> new ContainerResolver(context.getClassNameFilter()))
                    .addSelectorResolver(context ->
                            new StudyResolver(context.getEngineDescriptor().settings(), context.getIssueReporter()))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("dev.jtune");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("tune-engine");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        RootDescriptor root = new RootDescriptor(uniqueId, new Settings(request.getConfigurationParameters()::get));
        RESOLVER.resolve(request, root);
        root.getDescendants().stream()
                .filter(StudyDescriptor.class::isInstance)
                .forEach(study -> ((StudyDescriptor) study).settleSelection());
        return root;
    }

    @Override
    protected TuneExecution createExecutionContext(ExecutionRequest request) {
        if (request.getRootTestDescriptor().getDescendants().stream().anyMatch(StudyDescriptor.class::isInstance)) {
            Definitions.warmUp();
        }
        return new TuneExecution(request);
    }
}
