package dev.jtune.examples.relevance;

import dev.jtune.Choice;
import dev.jtune.LogUniform;
import dev.jtune.Uniform;

/**
 * What is tuned: how a synset is scored against a sentence.
 *
 * @param k1 BM25: how much a word counts that occurs again
 * @param b BM25: how much a long text is held against a word in it
 * @param wordsBoost weight of the synset's own words, where those of its definition have weight 1
 * @param text how a text is cut into words
 */
record Ranking(
        @Uniform(lower = 0, upper = 3) double k1,
        @Uniform(lower = 0, upper = 1) double b,
        @LogUniform(lower = 0.1, upper = 100) double wordsBoost,
        @Choice Text text) {

    /** What a user of Lucene gets who sets nothing. */
    static final Ranking DEFAULT = new Ranking(1.2, 0.75, 1, Text.STANDARD);

    /** How a text is cut into words. */
    enum Text {
        /** Lower case. */
        STANDARD,
        /** Lower case, without stop words, stemmed. */
        ENGLISH
    }
}
