package dev.jtune.run;

import java.io.Serial;
import org.apiguardian.api.API;

/** Says that a trial ended without having reported a metric that the study optimises. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MissingMetricException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MissingMetricException(String message) {
        super(message, null, false, false);
    }
}
