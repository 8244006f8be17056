package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searcher.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Brings a searcher to where it was when a journal ended: asks it for each trial in the order of the journal, and tells it how each
 * ended. A searcher's state is a function of these calls, so that it goes on as if it had never been interrupted.
 *
 * <p>Trials without an end are under way for it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SearchReplay {
    /** The setting of a journal that says how many trials ran at a time. */
    static final String CONCURRENCY = "concurrency";

    private final Searcher searcher;
    private final JournalEvent.RunStarted start;
    private final Map<Integer, TrialRecord> trials = new TreeMap<>();

    private SearchReplay(Searcher searcher, JournalEvent.RunStarted start) {
        this.searcher = searcher;
        this.start = start;
    }

    /**
     * Create the searcher of a study and bring it to where the journal of an interrupted run ends.
     *
     * @throws JournalException TUNE-407, if it suggests something else than it did: its code, its settings or the space are others
     */
    public static Searcher rebuild(StudySpec spec, List<JournalEvent> events) {
        JournalEvent.RunStarted start = (JournalEvent.RunStarted) events.get(0);
        int slots = Integer.parseInt(start.settings().getOrDefault(CONCURRENCY, "1"));
        Searcher searcher = StudySearch.create(spec, slots, WarmStart.of(events));
        replay(events, searcher);
        return searcher;
    }

    /**
     * Bring a searcher that was asked nothing yet to where the journal ends.
     *
     * @throws JournalException TUNE-407, if it suggests something else than it did: its code, its settings or the space are others
     */
    static void replay(List<JournalEvent> events, Searcher searcher) {
        SearchReplay replay = new SearchReplay(searcher, (JournalEvent.RunStarted) events.get(0));
        events.forEach(replay::take);
    }

    private void take(JournalEvent event) {
        if (event instanceof JournalEvent.TrialSuggested e) {
            check(e.trial(), e.config(), searcher.suggest(e.trial()));
        }
        TrialRecord.take(event, trials, Path.of(""));
        if (event instanceof JournalEvent.TrialEnded e) {
            TrialRecord trial = trials.get(e.trial());
            if (trial != null) {
                searcher.onTrialEnd(trial.toObservation(e, start));
            }
        }
    }

    private void check(int number, Config recorded, Suggestion suggestion) {
        if (!(suggestion instanceof Suggestion.Try again && again.config().equals(recorded))) {
            String answer = suggestion instanceof Suggestion.Try again
                    ? again.config().toString()
                    : suggestion.getClass().getSimpleName();
            throw new JournalException(
                    "TUNE-407 trial " + number + " was " + recorded + ", and " + searcher.name() + " now answers "
                            + answer
                            + ": the searcher, its settings or the space have changed; delete the study's directory to start anew",
                    null);
        }
    }
}
