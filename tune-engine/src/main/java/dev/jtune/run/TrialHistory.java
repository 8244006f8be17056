package dev.jtune.run;

import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a trial, each iteration once.
 *
 * <p>An attempt that goes on from an older checkpoint reports iterations again: from the first of them on, what earlier attempts reported is
 * replaced. What it reported before it took over the state of another trial stays.
 */
final class TrialHistory {
    private final List<Objective> objectives;
    private final List<ReportedResult> results = new ArrayList<>(1);
    private final Objective.Score[] scores;
    private int kept;

    TrialHistory(List<Objective> objectives) {
        this.objectives = objectives;
        this.scores = new Objective.Score[objectives.size()];
        clearScores();
    }

    private void clearScores() {
        for (int i = 0; i < scores.length; i++) {
            scores[i] = objectives.get(i).newScore();
        }
    }

    void add(ReportedResult result) {
        int size = results.size();
        while (size > kept && results.get(size - 1).iteration() >= result.iteration()) {
            size--;
        }
        if (size < results.size()) {
            results.subList(size, results.size()).clear();
            clearScores();
            results.forEach(this::score);
        }
        results.add(result);
        score(result);
    }

    private void score(ReportedResult result) {
        for (int i = 0; i < scores.length; i++) {
            String metric = objectives.get(i).metric();
            if (result.has(metric)) {
                scores[i].add(result.value(metric));
            }
        }
    }

    /** Keep what was reported so far, whatever follows. */
    void keepAll() {
        kept = results.size();
    }

    /** Forget everything: the trial begins anew. */
    void clear() {
        kept = 0;
        results.clear();
        clearScores();
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    int size() {
        return results.size();
    }

    ReportedResult last() {
        return results.get(results.size() - 1);
    }

    double[] scores() {
        double[] values = new double[scores.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[i].value();
        }
        return values;
    }

    double score() {
        return scores[0].value();
    }

    /**
     * Return the first metric that no result had a value of, of the objectives and of {@code constraints}; {@code null} if there is none.
     */
    @Nullable
    String missing(List<ResultConstraint> constraints) {
        for (int i = 0; i < scores.length; i++) {
            if (!scores[i].isPresent()) {
                return objectives.get(i).metric();
            }
        }
        for (ResultConstraint constraint : constraints) {
            if (results.stream().noneMatch(result -> result.has(constraint.metric()))) {
                return constraint.metric();
            }
        }
        return null;
    }

    /** Return by how much the results break constraints, {@code NaN} where nobody knows. */
    double violation(List<ResultConstraint> constraints) {
        return constraints.isEmpty() ? 0 : ResultConstraint.violation(constraints, new Metrics(results));
    }

    /** Return the metrics of each result, filled in when they are read: a study has many results, and few are looked at. */
    List<Map<String, Object>> metrics() {
        return new Metrics(List.copyOf(results));
    }

    private static final class Metrics extends AbstractList<Map<String, Object>> {
        private final List<ReportedResult> results;

        Metrics(List<ReportedResult> results) {
            this.results = results;
        }

        @Override
        public Map<String, Object> get(int index) {
            return results.get(index).metrics();
        }

        @Override
        public int size() {
            return results.size();
        }
    }
}
