package dev.jtune.examples.relevance;

import dev.jtune.examples.relevance.Ranking.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Finds the meaning that a sentence exemplifies, among all verbs of WordNet: a Lucene index per way to cut text. */
final class SynsetSearch implements AutoCloseable {
    private static final int DEPTH = 10;
    private static final int QUESTIONS = 300;

    /** A sentence, and the number of the synset that it was written for. */
    private record Question(String sentence, int synset) {}

    private final Map<Text, Analyzer> analyzers =
            new EnumMap<>(Map.of(Text.STANDARD, new StandardAnalyzer(), Text.ENGLISH, new EnglishAnalyzer()));
    private final Map<Text, DirectoryReader> indexes = new EnumMap<>(Text.class);
    private final List<Question> questions = new ArrayList<>();

    SynsetSearch() throws IOException {
        List<Synset> synsets = Synset.verbs();
        for (Text text : Text.values()) {
            indexes.put(text, index(synsets, analyzers.get(text)));
        }
        for (int i = 0; i < synsets.size(); i++) {
            for (String sentence : synsets.get(i).examples()) {
                questions.add(new Question(sentence, i));
            }
        }
        Collections.shuffle(questions, new Random(1));
    }

    /** Return the mean reciprocal rank of the right synset over the sentences that a study may look at. */
    double tuningScore(Ranking ranking) throws IOException {
        return meanReciprocalRank(questions.subList(0, QUESTIONS), ranking);
    }

    /** Return the same over sentences that no trial has seen. */
    double heldOutScore(Ranking ranking) throws IOException {
        return meanReciprocalRank(questions.subList(QUESTIONS, 2 * QUESTIONS), ranking);
    }

    private double meanReciprocalRank(List<Question> asked, Ranking ranking) throws IOException {
        IndexSearcher searcher = new IndexSearcher(indexes.get(ranking.text()));
        searcher.setSimilarity(new BM25Similarity((float) ranking.k1(), (float) ranking.b()));
        double sum = 0;
        for (Question question : asked) {
            ScoreDoc[] found = searcher.search(query(question.sentence(), ranking), DEPTH).scoreDocs;
            sum += reciprocalRank(found, question.synset());
        }
        return sum / asked.size();
    }

    /** Documents are numbered in the order in which they were added: that of the synsets. */
    private static double reciprocalRank(ScoreDoc[] found, int synset) {
        for (int rank = 0; rank < found.length; rank++) {
            if (found[rank].doc == synset) {
                return 1.0 / (rank + 1);
            }
        }
        return 0;
    }

    private Query query(String sentence, Ranking ranking) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : words(sentence, analyzers.get(ranking.text()))) {
            Query inWords = new TermQuery(new Term("words", word));
            query.add(new BoostQuery(inWords, (float) ranking.wordsBoost()), Occur.SHOULD);
            query.add(new TermQuery(new Term("definition", word)), Occur.SHOULD);
        }
        return query.build();
    }

    private static List<String> words(String sentence, Analyzer analyzer) throws IOException {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("sentence", sentence)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words;
    }

    private static DirectoryReader index(List<Synset> synsets, Analyzer analyzer) throws IOException {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (Synset synset : synsets) {
                Document document = new Document();
                document.add(new TextField("words", synset.words(), Field.Store.NO));
                document.add(new TextField("definition", synset.definition(), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return DirectoryReader.open(directory);
    }

    @Override
    public void close() throws IOException {
        for (DirectoryReader index : indexes.values()) {
            index.close();
        }
    }
}
