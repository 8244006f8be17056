package dev.jtune.report;

import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.ThresholdGate;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes studies as Markdown that GitHub, GitLab and Jenkins show; everything from user code is escaped. */
final class SummaryMarkdown {
    private SummaryMarkdown() {}

    /**
     * Write the verdicts of all studies, then each study.
     *
     * @param limit characters after which further studies are only counted: what is too long is not shown at all by those who read it
     */
    static String of(List<StudySummary> studies, int limit) {
        StringBuilder text = new StringBuilder(verdicts(studies));
        for (int i = 0; i < studies.size(); i++) {
            String section = section(studies.get(i));
            if (text.length() + section.length() > limit) {
                text.append("\nNo room here for ")
                        .append(studies.size() - i)
                        .append(" of ")
                        .append(studies.size())
                        .append(" studies: see the files of the build.\n");
                break;
            }
            text.append(section);
        }
        return text.length() <= limit ? text.toString() : text.substring(0, limit);
    }

    private static String verdicts(List<StudySummary> studies) {
        long red = studies.stream()
                .map(StudySummary::gates)
                .filter(gates -> gates != null && !gates.passes())
                .count();
        StringBuilder text = new StringBuilder("## Tune: ")
                .append(studies.size() == 1 ? "1 study" : studies.size() + " studies")
                .append(red == 0 ? "" : ", " + red + " failed by a gate")
                .append("\n\n| study | gate | verdict | score | limit |\n| --- | --- | --- | ---: | ---: |\n");
        for (StudySummary study : studies) {
            GateReport gates = study.gates();
            if (gates == null || gates.gates().isEmpty()) {
                row(text, study.name(), study.metric(), "no gate", shown(study.score()), "");
            } else {
                for (Judgement gate : gates.gates()) {
                    row(
                            text,
                            study.name(),
                            gate.description(),
                            gate.verdict() + (gate.fails() ? ", fails the build" : gate.warns() ? ", again" : ""),
                            shown(gate.value()),
                            shown(gate.limit()));
                }
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(escaped(cell)).append(' ');
        }
        text.append("|\n");
    }

    private static String section(StudySummary study) {
        StringBuilder text =
                new StringBuilder("\n### ").append(escaped(study.name())).append("\n\n");
        Map<String, Object> best = study.part("best");
        if (!best.isEmpty()) {
            text.append("Best of ")
                    .append(study.result().get("trials"))
                    .append(" trials: #")
                    .append(best.get("trial"))
                    .append(", ")
                    .append(escaped(study.metric()))
                    .append(' ')
                    .append(shown(best.get("score")))
                    .append(" with ")
                    .append(config(best))
                    .append("\n");
        }
        Confirmation confirmed = study.confirmation();
        if (confirmed != null) {
            text.append("\nConfirmed on ")
                    .append(confirmed.seeds().size())
                    .append(confirmed.seeds().size() == 1 ? " seed: " : " seeds: mean ")
                    .append(shown(confirmed.mean()))
                    .append(confirmed.deterministic() ? ", deterministic" : ", sd " + shown(confirmed.sd()))
                    .append("\n");
        }
        GateReport gates = study.gates();
        if (gates != null) {
            gates.gates().forEach(gate -> text.append(block(gate.message())));
            text.append(block(StudyCommand.of(StudyNames.simple(gates.type()) + "#" + gates.method())));
        }
        return text.append(top(study)).toString();
    }

    /** Indented, so that no text can end it. */
    private static String block(String message) {
        return message.isBlank()
                ? ""
                : message.lines().map(line -> "    " + line).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String top(StudySummary study) {
        List<Map<String, Object>> top = study.parts(StudyFiles.TOP);
        if (top.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n<details><summary>The best ")
                .append(top.size())
                .append(" trials</summary>\n\n| trial | score | configuration |\n| ---: | ---: | --- |\n");
        for (Map<String, Object> trial : top) {
            text.append("| ")
                    .append(trial.get("trial"))
                    .append(" | ")
                    .append(shown(trial.get("score")))
                    .append(" | ")
                    .append(config(trial))
                    .append(" |\n");
        }
        return text.append("\n</details>\n").toString();
    }

    private static String config(Map<String, Object> trial) {
        return trial.get("config") instanceof Map<?, ?> config
                ? config.entrySet().stream()
                        .map(entry -> escaped(entry.getKey() + "=" + entry.getValue()))
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String shown(@Nullable Object score) {
        return score instanceof Number number && !Double.isNaN(number.doubleValue())
                ? ThresholdGate.shown(number.doubleValue())
                : "";
    }

    /** Every character that Markdown or HTML may take for its own is written as a character reference. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " .,=+-/:%()".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else if (Character.isISOControl(c)) {
                escaped.append(' ');
            } else {
                escaped.append("&#").append(c).append(';');
            }
        });
        return escaped.toString();
    }
}
