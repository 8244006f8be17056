package dev.jtune.schedule;

import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherFactory;
import java.nio.file.Path;

final class PbtReplaySearchFactory implements SearcherFactory<PbtReplay> {
    @Override
    public Searcher create(PbtReplay annotation, SearchContext context) {
        return PbtSchedule.read(Path.of(annotation.study()), annotation.trial())
                .searcher()
                .create(context);
    }

    @Override
    public boolean supportsGrid() {
        return true;
    }
}
