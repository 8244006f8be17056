package dev.jtune.run;

import java.io.Serial;
import org.apiguardian.api.API;

/** An error as a journal tells of it: the text, stack trace included, of what was thrown in an earlier run. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedError extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RecordedError(String text) {
        super(text, null, false, false);
    }

    /** Return the first line of the text: the class and message of what was thrown. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for an error of another class
    public String toString() {
        return String.valueOf(getMessage()).lines().findFirst().orElse("an error");
    }
}
