package dev.jtune.schedule;

import dev.jtune.Problem;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherFactory;
import dev.jtune.search.Searchers;
import java.util.List;

final class BohbSearcherFactory implements SearcherFactory<Bohb> {
    @Override
    public Searcher create(Bohb annotation, SearchContext context) {
        return Searchers.bohb(annotation.reductionFactor(), annotation.randomFraction())
                .create(context);
    }

    @Override
    public List<Problem> problems(Bohb annotation) {
        // of the factor the scheduler tells
        return Searchers.bohbProblems(Math.max(2, annotation.reductionFactor()), annotation.randomFraction());
    }
}
