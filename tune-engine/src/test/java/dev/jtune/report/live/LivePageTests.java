package dev.jtune.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.json.Json;
import dev.jtune.tuner.Tuner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run whose trials report until somebody stops them. */
@Timeout(60)
class LivePageTests {
    @TempDir
    Path directory;

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private CompletableFuture<ResultGrid> run = new CompletableFuture<>();
    private String address = "";

    @BeforeEach
    void begin() throws InterruptedException {
        begin(0);
    }

    private void begin(int port) throws InterruptedException {
        Tuner tuner = Tuner.of("com.acme.EndlessTest.<b>study</b>", trial -> {
                    for (int i = 1; !Thread.currentThread().isInterrupted(); i++) {
                        trial.report(Map.of("score", i));
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // this trial's work
                    }
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", Mode.MAX)
                .numSamples(1000)
                .maxConcurrentTrials(2)
                .directory(directory.resolve("run" + port))
                .listener(new LivePage(port, printed::add));
        run = CompletableFuture.supplyAsync(tuner::fit, task -> new Thread(task).start());
        String line = printed.take();
        assertThat(line).startsWith("live: http://127.0.0.1:");
        address = line.substring("live: ".length());
    }

    @AfterEach
    void end() throws Exception {
        if (!run.isDone()) {
            post("stop");
        }
        run.get(30, TimeUnit.SECONDS);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Read events until one is as it should be. */
    private Map<String, Object> event(Predicate<Map<String, Object>> condition) throws Exception {
        HttpResponse<InputStream> events = client.send(
                HttpRequest.newBuilder(URI.create(address + "events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> Json.parseObject(line.substring("data: ".length())))
                    .filter(condition)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> running(Map<String, Object> event) {
        return (List<Map<String, Object>>) event.get("running");
    }

    @Test
    void should_tell_of_values_as_they_move() throws Exception {
        Map<String, Object> event = event(state -> running(state).stream()
                .anyMatch(trial -> trial.get("trial").equals(1L) && (Long) trial.get("iteration") >= 50));
        assertThat(event)
                .containsEntry("done", 0L)
                .containsEntry("total", 1000L)
                .containsEntry("ended", false);
        assertThat(running(event)).hasSize(2);
    }

    @Test
    void should_stop_a_trial_and_let_the_others_go_on() throws Exception {
        event(state ->
                running(state).stream().anyMatch(trial -> trial.get("trial").equals(2L)));
        assertThat(post("stop/2").statusCode()).isEqualTo(200);
        Map<String, Object> event = event(state -> state.get("done").equals(1L));
        assertThat(running(event))
                .extracting(trial -> trial.get("trial"))
                .contains(1L)
                .doesNotContain(2L);
        assertThat(post("stop/2").statusCode()).isEqualTo(409);
        post("stop");
        assertThat(run.get().get(2).outcome()).isEqualTo(new TrialOutcome.Stopped("hand", "on the live page"));
    }

    @Test
    void should_stop_the_study_and_keep_what_there_is() throws Exception {
        event(state -> running(state).size() == 2);
        assertThat(post("stop").statusCode()).isEqualTo(200);
        ResultGrid results = run.get();
        assertThat(results.trials())
                .hasSize(2)
                .allSatisfy(trial ->
                        assertThat(trial.outcome()).isEqualTo(new TrialOutcome.Stopped("hand", "on the live page")));
        assertThat(results.best().score()).isPositive();
    }

    @Test
    void should_tell_those_who_look_that_it_has_ended() throws Exception {
        CompletableFuture<Map<String, Object>> last = CompletableFuture.supplyAsync(() -> {
            try {
                return event(state -> state.get("ended").equals(true));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        event(state -> running(state).size() == 2);
        post("stop");
        assertThat(last.get(30, TimeUnit.SECONDS)).containsEntry("done", 2L);
    }

    @Test
    void should_show_a_page_that_loads_nothing_from_elsewhere() throws Exception {
        HttpResponse<String> page = get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"));
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(get("live.js").headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(get("live.css").statusCode()).isEqualTo(200);
        assertThat(get("../../etc/passwd").statusCode()).isIn(403, 404);
        assertThat(get("secrets").statusCode()).isEqualTo(404);
    }

    @Test
    void should_let_in_only_those_who_know_the_address() throws Exception {
        URI ours = URI.create(address);
        String wrong = address.replace(ours.getPath(), "/" + "0".repeat(32) + "/");
        assertThat(send(HttpRequest.newBuilder(URI.create(wrong))).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(ours.resolve("/"))).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(URI.create(wrong + "stop")).POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(run).isNotDone();
    }

    @Test
    void should_refuse_the_pages_of_strangers() throws Exception {
        URI ours = URI.create(address);
        assertThat(raw(ours, "Host: " + ours.getAuthority())).startsWith("HTTP/1.1 200");
        assertThat(raw(ours, "Host: evil.example:" + ours.getPort())).startsWith("HTTP/1.1 403");
        assertThat(raw(ours, "Host: " + ours.getAuthority() + "\r\nOrigin: http://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(ours, "Host: " + ours.getAuthority() + "\r\nOrigin: null"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(ours, "Host: " + ours.getAuthority() + "\r\nOrigin: http://" + ours.getAuthority()))
                .startsWith("HTTP/1.1 200");
    }

    private static String raw(URI address, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + address.getPath() + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void should_take_another_port_where_the_one_is_taken() throws Exception {
        end();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            begin(taken.getLocalPort());
            assertThat(URI.create(address).getPort()).isNotEqualTo(taken.getLocalPort());
            assertThat(get("").statusCode()).isEqualTo(200);
        }
    }
}
