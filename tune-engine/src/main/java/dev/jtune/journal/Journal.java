package dev.jtune.journal;

import org.apiguardian.api.API;

/** Takes the events of one run, one at a time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Journal extends AutoCloseable {

    /** A journal that keeps nothing: what happened is in the run's memory only. */
    Journal NONE = new Journal() {
        @Override
        public void append(JournalEvent event) {}

        @Override
        public void force() {}

        @Override
        public void close() {}
    };

    /** Append an event, to be written with the next {@link #flush}. */
    void append(JournalEvent event);

    /**
     * Make everything appended so far survive the end of the process; to be called before anything is done about it.
     *
     * @throws JournalException if it cannot be written
     */
    default void flush() {}

    /**
     * Make everything appended so far survive the loss of power.
     *
     * @throws JournalException if the storage refuses
     */
    void force();

    /** Take no more events: a run that broke is gone on with from here, as if its process had ended. */
    default void breakOff() {}

    @Override
    void close();
}
