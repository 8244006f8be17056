package dev.jtune.engine;

import dev.jtune.declare.Settings;
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
}
