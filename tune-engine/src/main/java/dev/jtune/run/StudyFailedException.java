package dev.jtune.run;

import java.io.Serial;
import org.apiguardian.api.API;

/** Says that a run itself broke; its cause is what a searcher, a scheduler or the journal threw. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StudyFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StudyFailedException(String study, Throwable cause) {
        super(
                "TUNE-400 the run of " + study + " broke: " + Errors.headline(cause)
                        + "; the trials that had ended are in its journal",
                cause);
    }
}
