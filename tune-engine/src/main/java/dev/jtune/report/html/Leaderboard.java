package dev.jtune.report.html;

import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.gate.PastRun;
import java.util.ArrayList;
import java.util.List;

/**
 * The trials from the best to the worst.
 *
 * @param headers of the cells that all trials have
 * @param rows the best of them
 * @param note what is left out
 */
record Leaderboard(List<String> headers, List<Row> rows, String note) {
    private static final int ROWS = 200;

    /**
     * A trial.
     *
     * @param trial its number
     * @param tone how it is coloured: {@code good} where it may be the best, {@code bad} where it failed
     * @param cells its texts
     * @param config its configuration as {@code -Dtune.config} takes it
     */
    record Row(int trial, String tone, List<String> cells, String config) {}

    static Leaderboard of(StudyRecord record, List<Axis> axes) {
        List<String> headers = new ArrayList<>(List.of("rank", "trial"));
        record.objectives().forEach(objective -> headers.add(objective.metric()));
        headers.add("state");
        headers.add("results");
        headers.add("seconds");
        axes.forEach(axis -> headers.add(axis.name()));
        List<Row> rows = new ArrayList<>();
        for (TrialResult trial : record.ranking()) {
            if (rows.size() == ROWS) {
                break;
            }
            List<String> cells = new ArrayList<>();
            cells.add(Integer.toString(rows.size() + 1));
            cells.add("#" + trial.number());
            for (double score : record.scores(trial)) {
                cells.add(Shown.number(score));
            }
            cells.add(StudyRecord.state(trial));
            cells.add(Integer.toString(trial.iterations()));
            cells.add(Shown.rough(trial.duration().toMillis() / 1000.0));
            for (Axis axis : axes) {
                cells.add(Shown.value(trial.config().asMap().get(axis.name())));
            }
            rows.add(new Row(trial.number(), tone(trial), cells, Configs.full(trial.config())));
        }
        int left = record.ranking().size() - rows.size();
        return new Leaderboard(headers, rows, left == 0 ? "" : "and " + left + " more: all are in trials.csv");
    }

    private static String tone(TrialResult trial) {
        return trial.outcome() instanceof TrialOutcome.Failed ? "bad" : PastRun.counts(trial) ? "good" : "none";
    }
}
