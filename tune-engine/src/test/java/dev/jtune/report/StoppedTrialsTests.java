package dev.jtune.report;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.exec.Ticker;
import dev.jtune.report.ConsoleListener.Verbosity;
import dev.jtune.report.html.HtmlReport;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.tuner.Tuner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nobody takes a trial that came to its scheduler's maxT for one that was stopped early. */
class StoppedTrialsTests {
    @TempDir
    private Path directory;

    /** The first trial runs to maxT, the second is behind it at the first rung. */
    private Tuner study() {
        return Tuner.of("net", trial -> {
                    for (int i = 1; i <= 9; i++) {
                        trial.report("score", i / trial.config().getDouble("k"));
                    }
                    return null;
                })
                .paramSpace("k = grid_search([1, 2])")
                .metric("score", MAX)
                .scheduler(Schedulers.asha(AshaSettings.DEFAULT.maxT(4).brackets(1)))
                .maxConcurrentTrials(1)
                .seed(1);
    }

    @Test
    void should_tell_them_apart_on_the_console() {
        List<String> lines = new ArrayList<>();
        study().listener(new ConsoleListener("net", Verbosity.EACH_TRIAL, Ticker.SYSTEM, List.of(), lines::add))
                .fit();
        assertThat(lines)
                .contains(
                        "[tune] #1    4          k=1  (ran to maxT of ASHA, 4)",
                        "[tune] #2    0.5        k=2  (stopped by ASHA after 1)")
                .anyMatch(line -> line.contains("(1 complete, 1 stopped, 0 failed)"));
    }

    @Test
    void should_tell_them_apart_in_the_table() throws Exception {
        study().listener(new StudyFiles(directory)).fit();
        List<String> rows = Files.readAllLines(directory.resolve("trials.csv"));
        assertThat(rows.get(0)).startsWith("trial/number,trial/outcome,trial/score,trial/stopped,config/k,");
        assertThat(rows.get(1)).startsWith("1,Stopped,4.0,ASHA: training_iteration 4 reached maxT 4,1");
        assertThat(rows.get(2))
                .startsWith("2,Stopped,0.5,\"ASHA: 0.5 at training_iteration 1, cut-off 1 (rung of 1)\",2");
    }

    @Test
    void should_tell_them_apart_on_the_page() throws Exception {
        study().directory(directory.resolve("net")).fit();
        HtmlReport.write(directory.resolve("net"));
        assertThat(Files.readString(directory.resolve("net/report.html")))
                .contains("1 of 2 were stopped; the longest has 4 results.");
    }
}
