package dev.jtune.verify;

import dev.jtune.Config;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a check of save and restore found.
 *
 * @param subject the class
 * @param config what it was set up with
 * @param checks all checks, in the order in which they were made
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SaveRestoreReport(String subject, Config config, List<Check> checks) {

    public SaveRestoreReport {
        checks = List.copyOf(checks);
    }

    /** Tell whether nothing failed. */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** Return the checks that failed. */
    public List<Check> failures() {
        return checks.stream()
                .filter(check -> check.outcome() == Check.Outcome.FAILED)
                .toList();
    }

    /**
     * Do nothing if nothing failed.
     *
     * @throws AssertionError with the whole report, and what user code threw as its cause or suppressed in it
     */
    public void orThrow() {
        List<Check> failures = failures();
        if (failures.isEmpty()) {
            return;
        }
        AssertionError error = new AssertionError(toString());
        failures.stream().map(Check::cause).filter(Objects::nonNull).distinct().forEach(cause -> {
            if (error.getCause() == null) {
                error.initCause(cause);
            } else {
                error.addSuppressed(cause);
            }
        });
        throw error;
    }

    /** Show all checks, one a line. */
    @Override
    public String toString() {
        String with = config.names().isEmpty() ? "" : " with " + config;
        return "save and restore of " + subject + with + (passed() ? " hold" : " do not hold") + "\n"
                + checks.stream().map(check -> "  " + check).collect(Collectors.joining("\n"));
    }
}
