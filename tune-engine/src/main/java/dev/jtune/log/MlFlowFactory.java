package dev.jtune.log;

import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MlFlowFactory implements RunListenerFactory<MlFlow> {
    private static final String SETTING = "tune.mlflow.uri";
    private static final String VARIABLE = "MLFLOW_TRACKING_URI";
    private static final String DEFAULT = "http://127.0.0.1:5000";

    @Override
    public RunListener create(MlFlow annotation) {
        String uri = given(annotation.uri())
                .or(() -> given(System.getProperty(SETTING)))
                .or(() -> given(System.getenv(VARIABLE)))
                .orElse(DEFAULT);
        return new MlFlowWriter(() -> new MlFlowServer(uri, System.getenv()), annotation.experiment());
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }
}
