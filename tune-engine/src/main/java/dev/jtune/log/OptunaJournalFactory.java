package dev.jtune.log;

import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;

final class OptunaJournalFactory implements RunListenerFactory<OptunaJournal> {
    @Override
    public RunListener create(OptunaJournal annotation) {
        return new InDirectory((event, directory) ->
                new OptunaJournalWriter(event.spec(), directory.resolve(OptunaJournalWriter.FILE)));
    }
}
