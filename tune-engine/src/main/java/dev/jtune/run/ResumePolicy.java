package dev.jtune.run;

import dev.jtune.Errored;
import dev.jtune.Resume;
import org.apiguardian.api.API;

/**
 * Whether a run goes on where the one before it was interrupted.
 *
 * @param when in which case it does
 * @param errored what becomes of trials that had ended with an error
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ResumePolicy(Resume when, Errored errored) {
    /** Begin anew. */
    public static final ResumePolicy NEVER = new ResumePolicy(Resume.NEVER, Errored.KEEP);
}
