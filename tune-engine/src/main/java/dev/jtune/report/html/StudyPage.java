package dev.jtune.report.html;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialResult;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.journal.JournalEvent;
import dev.jtune.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a study says, as text.
 *
 * @param indexed whether it lies below an index
 * @param study the study's name
 * @param goal what is tuned, in a sentence
 * @param verdict what the gates say in a word, empty where there are none
 * @param tone how the verdict is coloured: as good, as bad, or not at all
 * @param figures the numbers at the top
 * @param gates what each gate says
 * @param best the best trial, {@code null} where there is none
 * @param hints what to change before the next run
 * @param charts the pictures
 * @param leaderboard the trials from the best to the worst
 * @param failures the trials that failed, by cause
 * @param space the domains of the parameters
 * @param environment what it takes to repeat the run
 * @param data what the script reads
 * @param assets what the page carries
 */
record StudyPage(
        boolean indexed,
        String study,
        String goal,
        String verdict,
        String tone,
        List<Fact> figures,
        List<Judgement> gates,
        @Nullable Best best,
        List<String> hints,
        List<Chart> charts,
        Leaderboard leaderboard,
        List<FailureGroup> failures,
        List<String> space,
        List<Fact> environment,
        String data,
        Assets assets) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * The best trial.
     *
     * @param config its configuration as {@code -Dtune.config} takes it
     * @param command what runs it again
     */
    record Best(int trial, String scores, List<Fact> parameters, String config, String command) {}

    List<Chart> drawn() {
        return charts.stream().filter(Chart::drawn).toList();
    }

    /** Return the charts that have nothing to draw, and say why. */
    List<Chart> missing() {
        return charts.stream().filter(chart -> !chart.drawn()).toList();
    }

    static StudyPage of(StudyRecord record, boolean indexed) {
        List<TrialResult> shown = TrialColumns.shown(record);
        List<Axis> axes = Axis.of(record.space(), record.results().trials());
        List<Chart> charts = charts(record, axes);
        GateReport gates = record.gates();
        return new StudyPage(
                indexed,
                record.shortName(),
                goal(record),
                verdict(gates),
                tone(gates),
                figures(record),
                gates == null ? List.of() : gates.gates(),
                best(record),
                charts.stream().flatMap(chart -> chart.hints().stream()).toList(),
                charts,
                Leaderboard.of(record, axes),
                FailureGroup.of(record),
                space(record),
                environment(record),
                data(record, shown, axes, charts),
                Assets.ofStudy());
    }

    private static List<Chart> charts(StudyRecord record, List<Axis> axes) {
        List<Chart> charts = new ArrayList<>();
        if (record.objectives().size() > 1) {
            charts.add(FrontChart.of(record));
        }
        charts.add(HistoryChart.of(record));
        if (record.history().runs().stream().anyMatch(run -> !run.gates().isEmpty())) {
            charts.add(VerdictsChart.of(record));
        }
        if (record.gates() != null && record.gates().confirm() != null) {
            charts.add(ConfirmChart.of(record.gates().confirm()));
        }
        charts.add(CurvesChart.of(record));
        charts.add(ImportanceChart.of(record));
        charts.add(SlicesChart.of(record, axes));
        charts.add(ParallelChart.of(record, axes));
        charts.add(ContourChart.of(record, axes));
        charts.add(DistributionChart.of(record));
        charts.add(TimelineChart.of(record));
        charts.add(LineageChart.of(record));
        return charts;
    }

    private static String goal(StudyRecord record) {
        return record.objectives().stream()
                        .map(objective ->
                                (objective.mode() == Mode.MAX ? "maximise " : "minimise ") + objective.metric())
                        .collect(Collectors.joining(", "))
                + " - " + record.start().searcher()
                + (record.start().scheduler().equals("FIFO")
                        ? ""
                        : " with " + record.start().scheduler());
    }

    private static String verdict(@Nullable GateReport gates) {
        if (gates == null || gates.gates().isEmpty()) {
            return "";
        }
        Judgement first = gates.gates().stream()
                .filter(Judgement::fails)
                .findFirst()
                .orElse(gates.gates().get(0));
        return first.verdict().name().replace('_', ' ');
    }

    private static String tone(@Nullable GateReport gates) {
        return gates == null || gates.gates().isEmpty() ? "none" : gates.passes() ? "good" : "bad";
    }

    private static List<Fact> figures(StudyRecord record) {
        List<Fact> figures = new ArrayList<>();
        if (!record.ranked().isEmpty()) {
            double[] scores = record.scores(record.ranked().get(0));
            for (int i = 0; i < scores.length; i++) {
                figures.add(new Fact(
                        (i == 0 ? "best " : "its ") + record.objectives().get(i).metric(), Shown.number(scores[i])));
            }
        }
        figures.add(new Fact("trials", Integer.toString(record.results().size())));
        long stopped = record.results().trials().stream()
                .filter(trial -> trial.outcome().isStoppedEarly())
                .count();
        figures.add(new Fact("stopped", Long.toString(stopped)));
        figures.add(new Fact("failed", Integer.toString(record.results().numErrors())));
        figures.add(new Fact("time", Shown.seconds(record.seconds())));
        return figures;
    }

    private static @Nullable Best best(StudyRecord record) {
        return record.results()
                .bestOrEmpty()
                .map(trial -> new Best(
                        trial.number(),
                        scores(record, trial),
                        Configs.facts(trial.config()),
                        Configs.full(trial.config()),
                        record.command(trial.number())))
                .orElse(null);
    }

    private static String scores(StudyRecord record, TrialResult trial) {
        List<String> scores = new ArrayList<>();
        double[] values = record.scores(trial);
        for (int i = 0; i < values.length; i++) {
            Objective objective = record.objectives().get(i);
            scores.add(objective.metric() + " " + Shown.number(values[i]));
        }
        return String.join(", ", scores);
    }

    private static List<String> space(StudyRecord record) {
        return record.space() == null
                ? List.of()
                : record.space().describe().lines().toList();
    }

    private static List<Fact> environment(StudyRecord record) {
        JournalEvent.RunStarted start = record.start();
        GateReport gates = record.gates();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("run", start.runId()));
        facts.add(new Fact("started", TIME.format(Instant.ofEpochMilli(start.millis()))));
        facts.add(new Fact("state", record.study().isFinished() ? "finished" : "not finished"));
        facts.add(new Fact("seed", Long.toString(start.seed())));
        facts.add(new Fact("searcher", start.searcher()));
        facts.add(new Fact("scheduler", start.scheduler()));
        facts.add(new Fact("code digest", start.codeDigest()));
        facts.add(new Fact("space digest", start.spaceDigest()));
        record.processes().forEach(process -> facts.add(new Fact("process", process.pid() + " on " + process.host())));
        if (gates != null) {
            facts.add(new Fact("mode", gates.mode()));
            facts.add(new Fact("Java", gates.java()));
            facts.add(new Fact("machine", gates.host()));
        }
        start.settings().forEach((name, value) -> facts.add(new Fact(name, value)));
        return facts;
    }

    private static String data(StudyRecord record, List<TrialResult> shown, List<Axis> axes, List<Chart> charts) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        List<Object> objectives = new ArrayList<>();
        for (Objective objective : record.objectives()) {
            objectives.add(Map.of("metric", objective.metric(), "max", objective.mode() == Mode.MAX));
        }
        data.put("objectives", objectives);
        data.put("axes", axes.stream().map(Axis::toJson).toList());
        data.put("trials", TrialColumns.toJson(record, shown, axes));
        data.put("best", record.results().bestOrEmpty().map(TrialResult::number).orElse(0));
        Map<String, @Nullable Object> drawn = new LinkedHashMap<>();
        charts.stream().filter(Chart::drawn).forEach(chart -> drawn.put(chart.kind(), chart.data()));
        data.put("charts", drawn);
        // In a script element only "<" could end it, and it is not needed outside of strings.
        return Json.write(data).replace("<", "\\u003c");
    }
}
