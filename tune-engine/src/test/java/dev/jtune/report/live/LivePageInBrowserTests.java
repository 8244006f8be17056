package dev.jtune.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.report.BrowserScript;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steers a run on its page in Chromium; run by the Maven profile {@code browser-tests}, and needs what the tests of the reports need.
 */
@Tag("browser")
@Timeout(120)
class LivePageInBrowserTests {
    private static final String NAME = "com.acme.EndlessTest.<img src=x onerror=alert(1)>";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 390"})
    void should_show_a_run_and_steer_it_for_those_who_may(String scheme, int width) throws Exception {
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        CompletableFuture<ResultGrid> run =
                CompletableFuture.supplyAsync(() -> tuner(printed).fit(), LivePageInBrowserTests::daemon);
        String line = printed.poll(8, TimeUnit.SECONDS);
        assertThat(line).as("printed; the run: %s", run).startsWith("live: ");
        String address = line.substring("live: ".length());

        Map<String, Object> seen =
                BrowserScript.run("live.mjs", Map.of("page", address, "scheme", scheme, "width", width));

        for (String quiet : List.of("console", "dialogs", "requests", "violations")) {
            assertThat((List<?>) seen.get(quiet)).as(quiet).isEmpty();
        }
        assertThat((Long) seen.get("after")).as("iteration").isGreaterThan((Long) seen.get("before"));
        assertThat(seen)
                .containsEntry("trials", List.of(1L, 3L))
                .containsEntry("wrongToken", 403L)
                .containsEntry("stranger", 403L)
                .containsEntry("state", "1 of 1000 trials")
                .containsEntry("overflow", false)
                .containsEntry("images", 0L)
                .containsEntry("end", "3 of 1000 trials, ended");
        assertThat(((Number) seen.get("prefilled")).doubleValue()).as("rate").isBetween(1e-4, 1e-1);
        assertThat(seen)
                .containsEntry("momentumOfAdam", false)
                .containsEntry("refusal", "TUNE-045 point: 'layers' cannot be 99; it is int 1..7");
        assertThat((String) seen.get("added")).contains("layers=3 optimizer=sgd momentum=0.5 nesterov=true");
        assertThat((String) seen.get("text")).contains(NAME, "best: #");
        assertThat(run.get(30, TimeUnit.SECONDS).trials())
                .hasSize(3)
                .allSatisfy(trial ->
                        assertThat(trial.outcome()).isEqualTo(new TrialOutcome.Stopped("hand", "on the live page")));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private Tuner tuner(BlockingQueue<String> printed) {
        return Tuner.of(NAME, trial -> {
                    for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                        trial.report(Map.of("score", 1 - 1.0 / i));
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // this trial's work
                    }
                    return null;
                })
                .paramSpace(
                        "rate = loguniform(1e-4, 1e-1)",
                        "layers = randint(1, 8)",
                        "optimizer = choice('adam', 'sgd')",
                        "momentum = uniform(0, 1) if optimizer == 'sgd'",
                        "nesterov = choice(false, true) if optimizer == 'sgd'")
                .metric("score", Mode.MAX)
                .numSamples(1000)
                .maxConcurrentTrials(2)
                .directory(directory)
                .listener(new LivePage(0, printed::add));
    }
}
