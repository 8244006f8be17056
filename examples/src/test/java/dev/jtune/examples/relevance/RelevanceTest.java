package dev.jtune.examples.relevance;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Shared;
import dev.jtune.Tune;
import java.io.IOException;

/** Tunes how Lucene ranks: a sentence should find the one verb of WordNet, out of 13,789 meanings, that it was written for. */
class RelevanceTest {

    @Shared
    static SynsetSearch search() throws IOException {
        return new SynsetSearch();
    }

    @Tune(mode = MAX, metric = "mrr", numSamples = 60)
    @Gate(threshold = 0.35)
    double ranking(Ranking ranking, @Shared SynsetSearch search) throws IOException {
        return search.tuningScore(ranking);
    }

    /** What was found on one set of sentences holds on another. */
    @AfterTune
    void bestIsBetterThanTheDefaultOnNewSentences(ResultGrid results) throws IOException {
        Ranking best = results.best().config().as(Ranking.class);
        try (SynsetSearch search = new SynsetSearch()) {
            assertThat(search.heldOutScore(best)).isGreaterThan(2 * search.heldOutScore(Ranking.DEFAULT));
        }
    }
}
