package dev.jtune.engine;

import dev.jtune.declare.Settings;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;

/** What every node of a run is given. */
final class TuneExecution implements EngineExecutionContext {
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

    SkipResult reasonToSkip() {
        return settings.run() == Settings.Run.OFF ? SkipResult.skip(Settings.RUN + "=off") : SkipResult.doNotSkip();
    }
}
