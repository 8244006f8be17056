package dev.jtune.engine;

import dev.jtune.declare.Settings;
import dev.jtune.report.BuildSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The engine in the test tree; carries the settings of the discovery. */
final class RootDescriptor extends EngineDescriptor implements Node<TuneExecution> {
    private final Settings settings;

    RootDescriptor(UniqueId uniqueId, Settings settings) {
        super(uniqueId, "Tune");
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /** Sum up what ran; a build does not fail of it. */
    @Override
    public void after(TuneExecution context) {
        List<Path> ran = getDescendants().stream()
                .filter(StudyDescriptor.class::isInstance)
                .flatMap(study -> ((StudyDescriptor) study).directory().stream())
                .toList();
        if (!ran.isEmpty()) {
            try {
                new BuildSummary(System.getenv(), System.out::println).write(settings.directory(), ran);
            } catch (IOException | RuntimeException e) {
                System.out.println("[tune] TUNE-459 no summary.md and no metrics: " + e);
            }
        }
    }
}
