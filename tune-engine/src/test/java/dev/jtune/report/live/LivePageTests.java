package dev.jtune.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.json.Json;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
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
    private SearcherProvider searcher = Searchers.random();
    private boolean deterministic;

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
                .paramSpace(
                        "model = choice('svm', 'forest')",
                        "size = choice(1, 2) if model == 'svm'",
                        "size = randint(10, 501) if model == 'forest'",
                        "x = uniform(0, 1)",
                        "epochs = 5")
                .searcher(searcher)
                .metric("score", Mode.MAX)
                .deterministic(deterministic)
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

    private HttpResponse<String> add(String point) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(address + "point")).POST(HttpRequest.BodyPublishers.ofString(point)));
    }

    @Test
    void should_ask_for_each_parameter_that_is_drawn() throws Exception {
        assertThat(get("point").body()).isEqualTo("""
                        [{"place":0,"name":"model","needs":[],"hint":"","values":["svm","forest"]},\
                        {"place":1,"name":"size","needs":[{"0":["0"]}],"hint":"","values":[1,2]},\
                        {"place":2,"name":"size","needs":[{"0":["1"]}],"hint":"int 10..500",\
                        "min":10,"max":500,"step":1},\
                        {"place":3,"name":"x","needs":[],"hint":"double 0..1","min":0.0,"max":1.0}]""");
    }

    @Test
    void should_fill_the_form_with_the_best_and_before_there_is_one_with_the_newest() throws Exception {
        Map<String, Object> newest = event(state -> running(state).size() == 2);
        post("stop/1");
        Map<String, Object> best = event(state -> state.get("best") != null);
        ResultGrid results = endedRun();
        assertThat(newest.get("point")).isEqualTo(entries(results.get(2).config()));
        assertThat(best.get("point")).isEqualTo(entries(results.get(1).config()));
    }

    private static Map<String, Object> entries(Config config) {
        boolean isSvm = config.getString("model").equals("svm");
        return Map.of(
                "0",
                isSvm ? "0" : "1",
                isSvm ? "1" : "2",
                Long.toString(isSvm ? config.getLong("size") - 1 : config.getLong("size")),
                "3",
                Double.toString(config.getDouble("x")));
    }

    private ResultGrid endedRun() throws Exception {
        post("stop");
        return run.get();
    }

    @Test
    void should_add_a_point_that_is_the_next_trial() throws Exception {
        event(state -> running(state).size() == 2);
        HttpResponse<String> added = add("{\"0\": \"1\", \"2\": \"20\", \"3\": \"0.25\"}");
        assertThat(added.body()).isEmpty();
        assertThat(added.statusCode()).isEqualTo(200);
        post("stop/1");
        event(state ->
                running(state).stream().anyMatch(trial -> trial.get("trial").equals(3L)));
        TrialResult third = endedRun().get(3);
        assertThat(third.config()).isEqualTo(Config.of(Map.of("model", "forest", "size", 20, "x", 0.25, "epochs", 5)));
        assertThat(third.by()).isEqualTo("hand");
    }

    @Test
    void should_draw_what_stays_empty() throws Exception {
        event(state -> running(state).size() == 2);
        assertThat(add("{\"0\": \"0\", \"1\": \"\", \"3\": \" \"}").statusCode())
                .isEqualTo(200);
        post("stop/1");
        event(state ->
                running(state).stream().anyMatch(trial -> trial.get("trial").equals(3L)));
        assertThat(endedRun().get(3).config()).satisfies(config -> {
            assertThat(config.getString("model")).isEqualTo("svm");
            assertThat(config.getInt("size")).isIn(1, 2);
        });
    }

    @Test
    void should_say_all_that_is_wrong_with_a_point() throws Exception {
        event(state -> running(state).size() == 2);
        HttpResponse<String> refused = add("{\"0\": \"1\", \"2\": \"7\", \"3\": \"much\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("TUNE-045 point: 'size' cannot be 7; it is int 10..500\n"
                        + "TUNE-045 point: 'x' cannot be 'much'; it is double 0..1");
        for (String nothing :
                List.of("", "[]", "{\"9\": \"1\"}", "{\"x\": \"1\"}", "{\"0\": \"2\"}", "{\"3\": \"NaN\"}")) {
            assertThat(add(nothing).statusCode()).as(nothing).isEqualTo(400);
        }
        assertThat(run).isNotDone();
    }

    @Test
    void should_say_why_a_point_cannot_be_added() throws Exception {
        endedRun();
        searcher = context ->
                number -> new Searcher.Suggestion.Try(Config.of(Map.of("model", "svm", "size", 1, "x", 0.5)));
        begin(0);
        event(state -> running(state).size() == 2);
        HttpResponse<String> refused = add("{}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .startsWith("TUNE-416 com.acme.EndlessTest.<b>study</b> takes no point now: the searcher ");
    }

    @Test
    void should_offer_no_form_where_no_point_can_be_added() throws Exception {
        endedRun();
        deterministic = true;
        begin(0);
        assertThat(get("point").body()).isEqualTo("[]");
        assertThat(add("{}").statusCode()).isEqualTo(404);
        assertThat(event(state -> running(state).size() == 2)).doesNotContainKey("point");
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
