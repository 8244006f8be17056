package dev.jtune.exec;

import org.apiguardian.api.API;

/** Where time comes from: the machine, a simulation, or a test. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Ticker {
    /** The machine's clocks. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    };

    /** Return nanoseconds since some moment; never goes back. */
    long nanos();

    /** Return Unix milliseconds. */
    long millis();
}
