package dev.jtune.engine;

import dev.jtune.declare.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;

/** What every node of a run is given. */
final class TuneExecution implements EngineExecutionContext {
    private static final String OPEN_XML = "junit.platform.reporting.open.xml.enabled";
    private static final String OUTPUT = "junit.platform.reporting.output.dir";

    private final ExecutionRequest request;
    private final Settings settings;

    TuneExecution(ExecutionRequest request) {
        this.request = request;
        this.settings = ((RootDescriptor) request.getRootTestDescriptor()).settings();
    }

    EngineExecutionListener listener() {
        return request.getEngineExecutionListener();
    }

    CancellationToken cancellation() {
        return request.getCancellationToken();
    }

    Settings settings() {
        return settings;
    }

    /** Return where the platform's own reports keep the files of a node; empty where nobody has asked for such reports. */
    Optional<Path> outputDirectory(TestDescriptor node) throws IOException {
        ConfigurationParameters parameters = request.getConfigurationParameters();
        boolean wanted = parameters.getBoolean(OPEN_XML).orElse(false)
                || parameters.get(OUTPUT).isPresent();
        return wanted ? Optional.of(request.getOutputDirectoryCreator().createOutputDirectory(node)) : Optional.empty();
    }

    SkipResult reasonToSkip() {
        return settings.run() == Settings.Run.OFF ? SkipResult.skip(Settings.RUN + "=off") : SkipResult.doNotSkip();
    }
}
