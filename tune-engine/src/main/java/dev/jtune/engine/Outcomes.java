package dev.jtune.engine;

import dev.jtune.TrialOutcome;
import dev.jtune.trainable.SourceLines;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The one place where the outcome of a trial becomes the result of a test. */
final class Outcomes {
    private static final StackTraceElement[] NO_TRACE = {};

    private Outcomes() {}

    /**
     * Map an outcome: a trial that was stopped early did what its budget allowed, so it is successful; what is infeasible,
     * tolerated or cancelled is aborted; the user's own throwable fails a test unwrapped.
     */
    static TestExecutionResult of(TrialOutcome outcome) {
        if (outcome instanceof TrialOutcome.Failed failed) {
            if (failed.cause() instanceof TestAbortedException aborted) {
                return TestExecutionResult.aborted(aborted);
            }
            return failed.tolerated()
                    ? TestExecutionResult.aborted(aborted("failed, tolerated: " + failed.cause(), failed.cause()))
                    : TestExecutionResult.failed(failed.cause());
        }
        if (outcome instanceof TrialOutcome.Infeasible infeasible) {
            return TestExecutionResult.aborted(aborted("infeasible: " + infeasible.reason(), null));
        }
        if (outcome instanceof TrialOutcome.Cancelled cancelled) {
            return TestExecutionResult.aborted(aborted("cancelled: " + cancelled.reason(), null));
        }
        return TestExecutionResult.successful();
    }

    /** Build tools print the whole trace of an aborted test; here it would tell nothing. */
    static TestAbortedException aborted(String message) {
        return aborted(message, null);
    }

    static TestAbortedException aborted(String message, @Nullable Throwable cause) {
        TestAbortedException aborted = new TestAbortedException(message, cause);
        aborted.setStackTrace(NO_TRACE);
        return aborted;
    }

    /** Create a failure that points at the user's method, not into this engine. */
    static AssertionFailedError failure(String message, @Nullable TestSource source, @Nullable Throwable cause) {
        return pointed(new AssertionFailedError(message, cause), source);
    }

    /** Create a failure of a comparison that points at the user's method, not into this engine. */
    static AssertionFailedError failure(String message, @Nullable TestSource source, Object expected, Object actual) {
        return pointed(new AssertionFailedError(message, expected, actual), source);
    }

    private static AssertionFailedError pointed(AssertionFailedError failure, @Nullable TestSource source) {
        failure.setStackTrace(
                source instanceof MethodSource method
                        ? new StackTraceElement[] {
                            new StackTraceElement(
                                    method.getClassName(),
                                    method.getMethodName(),
                                    file(method.getClassName()),
                                    SourceLines.of(method.getJavaMethod()))
                        }
                        : NO_TRACE);
        return failure;
    }

    private static String file(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
    }
}
