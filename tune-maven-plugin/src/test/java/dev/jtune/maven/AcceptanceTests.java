package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.maven.Acceptance.Answer;
import dev.jtune.maven.Acceptance.Offer;
import dev.jtune.run.CodeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceTests {
    private static final String FILE = "src/test/tune/KnnTest.knn.json";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    @TempDir
    Path basedir;

    private TunedModule module;

    @BeforeEach
    void compile() throws IOException {
        Path testClasses = Files.createDirectories(basedir.resolve("target/test-classes"));
        Files.writeString(testClasses.resolve("KnnTest.class"), "the study");
        module = new TunedModule(
                "knn",
                basedir,
                basedir.resolve("target/classes"),
                testClasses,
                true,
                List.of(testClasses),
                "1",
                basedir.resolve("target/tune"),
                "search",
                List.of(new TestRun(TestRun.Kind.SUREFIRE, "3.6.1", true, List.of("**"), List.of(), "", "", "", null)));
    }

    @Test
    void should_commit_what_was_confirmed_where_there_is_no_baseline() throws IOException {
        confirmed(Verdict.NO_BASELINE, 0.75, 0.25);
        assertThat(accept(null, false))
                .isEqualTo(new Answer.Accepted("KnnTest.knn: accuracy 0.5 +- 0.354 over 2 seeds; commit " + FILE));
        Baseline written = committed();
        assertThat(written.mean()).isEqualTo(0.5);
        assertThat(written.config()).isEqualTo(Config.of(Map.of("k", 4L)));
        assertThat(written.date()).isEqualTo(TODAY);
        assertThat(written.reason()).isNull();
    }

    @Test
    void should_move_a_waiting_file_even_when_the_results_are_gone() throws IOException {
        Path pending = basedir.resolve(FILE + ".new");
        baseline(0.5).write(pending);
        assertThat(accept(null, false)).isInstanceOf(Answer.Accepted.class);
        assertThat(committed()).isEqualTo(baseline(0.5));
        assertThat(pending).doesNotExist();
    }

    @Test
    void should_raise_the_bar_for_the_asking_and_keep_no_reason() throws IOException {
        baseline(0.5).write(basedir.resolve(FILE));
        confirmed(Verdict.IMPROVED, 0.75);
        assertThat(accept("because", false))
                .isEqualTo(new Answer.Accepted("KnnTest.knn: accuracy 0.75, was accuracy 0.5; commit " + FILE));
        assertThat(committed().reason()).isNull();
    }

    @Test
    void should_refuse_to_lower_the_bar_without_a_reason_and_change_nothing() throws IOException {
        baseline(0.75).write(basedir.resolve(FILE));
        confirmed(Verdict.REGRESSED, 0.5);
        assertThat(accept(null, false))
                .isEqualTo(new Answer.Refused("TUNE-607 KnnTest.knn: accuracy 0.5 is worse than the committed accuracy"
                        + " 0.75 by 0.25; if intended: mvn tune:accept \"-Dtune.study=KnnTest.knn\""
                        + " \"-Dtune.reason=...\""));
        assertThat(committed()).isEqualTo(baseline(0.75));
    }

    @Test
    void should_keep_the_reason_of_a_lowered_bar_in_the_file() throws IOException {
        baseline(0.75).write(basedir.resolve(FILE));
        confirmed(Verdict.REGRESSED, 0.5);
        assertThat(accept("half the latency", true)).isInstanceOf(Answer.Accepted.class);
        assertThat(committed().reason()).isEqualTo("half the latency");
        assertThat(Files.readString(basedir.resolve(FILE))).contains("\"reason\": \"half the latency\"");
    }

    @Test
    void should_take_a_reason_for_a_bar_of_another_metric() throws IOException {
        Baseline other = new Baseline(
                "KnnTest.knn",
                "loss",
                Mode.MIN,
                Config.of(Map.of()),
                1,
                List.of(1L),
                List.of(9.0),
                true,
                "c",
                "s",
                TODAY,
                "17",
                "Linux",
                null);
        other.write(basedir.resolve(FILE));
        confirmed(Verdict.INCOMPATIBLE, 0.5);
        assertThat(accept(null, false).message())
                .startsWith(
                        "TUNE-607 KnnTest.knn: accuracy 0.5 cannot be compared with the committed loss 9; if intended");
    }

    /** To follow every lucky draw upwards would make the bar one that nobody reaches. */
    @Test
    void should_leave_a_score_within_the_noise_alone_unless_it_is_named() throws IOException {
        baseline(0.5).write(basedir.resolve(FILE));
        confirmed(Verdict.PASS, 0.51);
        assertThat(accept(null, false))
                .isEqualTo(new Answer.LeftAlone(
                        "KnnTest.knn: accuracy 0.51 is neither better nor worse than its baseline"));
        assertThat(accept(null, true)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void should_refuse_a_result_of_other_code() throws IOException {
        confirmed(Verdict.NO_BASELINE, 0.5);
        Files.writeString(module.testClasses().resolve("KnnTest.class"), "another study");
        assertThat(accept(null, false)).isInstanceOf(Answer.Refused.class);
        assertThat(accept(null, false).message()).startsWith("TUNE-602 KnnTest.knn: its result was made from other");
        assertThat(basedir.resolve(FILE)).doesNotExist();
    }

    @Test
    void should_say_that_nothing_was_confirmed() throws IOException {
        report(Verdict.ERROR, null);
        assertThat(accept(null, true).message())
                .startsWith("TUNE-606 KnnTest.knn: no configuration was confirmed in its last run");
    }

    private Answer accept(String reason, boolean named) throws IOException {
        Acceptance acceptance = new Acceptance(module, reason, TODAY);
        List<Offer> offers = acceptance.offers();
        assertThat(offers).hasSize(1);
        return acceptance.accept(offers.get(0), named);
    }

    private Baseline committed() {
        return Baseline.read(basedir.resolve(FILE)).orElseThrow();
    }

    private Baseline baseline(double score) {
        return new Baseline(
                "KnnTest.knn",
                "accuracy",
                Mode.MAX,
                Config.of(Map.of("k", 3L)),
                1,
                List.of(1L),
                List.of(score),
                true,
                CodeDigest.of(module.testClasses()),
                "space",
                TODAY,
                "17",
                "Linux",
                null);
    }

    private void confirmed(Verdict verdict, Double... scores) throws IOException {
        List<Long> seeds = List.of(1L, 2L, 3L).subList(0, scores.length);
        report(
                verdict,
                new Confirmation(
                        13, Config.of(Map.of("k", 4L)), 1, "accuracy", Mode.MAX, seeds, List.of(scores), false, 0.9));
    }

    private void report(Verdict verdict, Confirmation confirmation) throws IOException {
        Judgement gate = new Judgement(
                "accuracy-baseline",
                "accuracy",
                "accuracy",
                verdict,
                !verdict.passes(),
                false,
                0.5,
                0.5,
                "message",
                FILE);
        new GateReport(
                        "KnnTest.knn",
                        "com.acme.KnnTest",
                        "knn",
                        "run",
                        "search",
                        CodeDigest.of(module.testClasses()),
                        "space",
                        "17",
                        "Linux",
                        List.of(gate),
                        confirmation)
                .write(module.studies().resolve("com.acme.KnnTest.knn"));
        Files.writeString(module.studies().resolve("gate.json"), "what tune:check writes");
    }
}
