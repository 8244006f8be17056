package dev.jtune.exec.sim;

/** Something that happens at a moment of simulated time. */
abstract class SimulatedEvent {
    private long nanos;
    private long order;

    final void plan(long atNanos, long number) {
        nanos = atNanos;
        order = number;
    }

    final long nanos() {
        return nanos;
    }

    final long order() {
        return order;
    }

    /** Tell whether it may happen yet. */
    boolean isAdmitted() {
        return true;
    }

    abstract void happen(long now);

    /** Return an event that does something and waits for nobody. */
    static SimulatedEvent of(Runnable action) {
        return new SimulatedEvent() {
            @Override
            void happen(long now) {
                action.run();
            }
        };
    }
}
