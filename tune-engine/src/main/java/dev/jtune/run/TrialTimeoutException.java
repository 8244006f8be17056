package dev.jtune.run;

/** A trial was silent for longer than it may be; the stack trace is that of its thread. */
final class TrialTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrialTimeoutException(String message, StackTraceElement[] where) {
        super(message);
        setStackTrace(where);
    }
}
