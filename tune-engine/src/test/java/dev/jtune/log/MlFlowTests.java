package dev.jtune.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.json.Json;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlFlowTests {
    @TempDir
    Path directory;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile int status = 200;
    private HttpServer server;

    private record Call(String path, Map<String, Object> fields, String authorization) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list(String name) {
            return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/2.0/mlflow/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        server.stop(0);
    }

    @Test
    void should_create_an_experiment_and_a_run_a_trial_with_its_end() {
        answers.countDown();
        fit(Map.of());
        assertThat(calls).extracting(Call::path).startsWith("experiments/get-by-name", "experiments/create");
        assertThat(calls.get(1).fields()).containsEntry("name", LoggedStudy.NAME);
        assertThat(to("runs/create"))
                .extracting(
                        call -> call.fields().get("experiment_id"),
                        call -> call.fields().get("run_name"))
                .containsExactly(
                        tuple("7", "trial 1"),
                        tuple("7", "trial 2"),
                        tuple("7", "trial 3"),
                        tuple("7", "trial 4"),
                        tuple("7", "trial 5"));
        assertThat(to("runs/update"))
                .extracting(
                        call -> call.fields().get("run_id"),
                        call -> call.fields().get("status"))
                .containsExactly(
                        tuple("run 1", "FINISHED"),
                        tuple("run 2", "FINISHED"),
                        tuple("run 3", "FAILED"),
                        tuple("run 4", "FINISHED"),
                        tuple("run 5", "FINISHED"));
    }

    @Test
    void should_send_configuration_results_and_outcome() {
        answers.countDown();
        fit(Map.of());
        List<Call> batches = to("runs/log-batch").stream()
                .filter(call -> "run 1".equals(call.fields().get("run_id")))
                .toList();
        assertThat(batches)
                .flatExtracting(call -> call.list("params"))
                .extracting(param -> param.get("key"), param -> param.get("value"))
                .containsExactlyInAnyOrder(
                        tuple("model", "svm"),
                        tuple("c", "0.5"),
                        tuple("size", "0.3"),
                        tuple("shift", "0.25"),
                        tuple("fixed", "7"));
        assertThat(batches)
                .flatExtracting(call -> call.list("metrics"))
                .extracting(metric -> metric.get("key"), metric -> metric.get("value"), metric -> metric.get("step"))
                .containsExactly(tuple("loss", 1.0, 1L), tuple("loss", 0.5, 2L), tuple("loss", 1.0 / 3, 3L));
        assertThat(batches)
                .flatExtracting(call -> call.list("tags"))
                .extracting(tag -> tag.get("key"), tag -> tag.get("value"))
                .contains(tuple("tune.outcome", "Completed"), tuple("tune.score", Double.toString(1.0 / 3)));
    }

    @Test
    void should_leave_out_what_is_no_number() {
        answers.countDown();
        fit(Map.of());
        assertThat(to("runs/log-batch"))
                .filteredOn(call -> "run 5".equals(call.fields().get("run_id")))
                .flatExtracting(call -> call.list("metrics"))
                .extracting(metric -> metric.get("step"))
                .containsExactly(1L, 2L);
    }

    @Test
    void should_authorize_with_the_variables_of_mlflow() {
        answers.countDown();
        fit(Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", "secret"));
        assertThat(calls).isNotEmpty().extracting(Call::authorization).containsOnly("Basic YW5uOnNlY3JldA==");
        calls.clear();
        fit(Map.of("MLFLOW_TRACKING_TOKEN", "abc"));
        assertThat(calls).isNotEmpty().extracting(Call::authorization).containsOnly("Bearer abc");
    }

    @Test
    void should_give_up_at_the_first_error_and_leave_the_study_as_it_is() {
        answers.countDown();
        status = 500;
        assertThat(fit(Map.of()).size()).isEqualTo(5);
        assertThat(calls).hasSize(1);
    }

    @Test
    void should_leave_the_study_as_it_is_where_nobody_answers_or_the_address_is_none() {
        server.stop(0);
        assertThat(fit(Map.of()).size()).isEqualTo(5);
        MlFlowWriter writer = new MlFlowWriter(() -> new MlFlowServer("no address", Map.of()), "");
        assertThat(LoggedStudy.in(directory).listener(writer).fit().size()).isEqualTo(5);
    }

    /** The server answers only when all results were reported, of which there are more than may wait. */
    @Test
    void should_leave_out_results_rather_than_wait() {
        int results = MlFlowWriter.CAPACITY + 500;
        ResultGrid grid = Tuner.of("fast", trial -> {
                    for (int i = 1; i <= results; i++) {
                        trial.report(Map.of("loss", i));
                    }
                    answers.countDown();
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("loss", Mode.MIN)
                .numSamples(1)
                .listener(writer(Map.of()))
                .fit();
        assertThat(grid.get(1).iterations()).isEqualTo(results);
        List<Call> batches = to("runs/log-batch");
        assertThat(batches).allSatisfy(call -> assertThat(call.list("metrics")).hasSizeLessThanOrEqualTo(1000));
        assertThat(batches)
                .flatExtracting(call -> call.list("metrics"))
                .hasSizeBetween(MlFlowWriter.CAPACITY - 2, MlFlowWriter.CAPACITY);
        assertThat(to("runs/update")).hasSize(1);
    }

    private ResultGrid fit(Map<String, String> environment) {
        return LoggedStudy.in(directory).listener(writer(environment)).fit();
    }

    private MlFlowWriter writer(Map<String, String> environment) {
        String uri = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/";
        return new MlFlowWriter(() -> new MlFlowServer(uri, environment), "");
    }

    private List<Call> to(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            answers.await();
            String path = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            calls.add(new Call(
                    path,
                    body.isEmpty() ? Map.of() : Json.parseObject(body),
                    authorization == null ? "" : authorization));
            String answer = switch (path) {
                case "experiments/create" -> "{\"experiment_id\":\"7\"}";
                case "runs/create" ->
                    "{\"run\":{\"info\":{\"run_id\":\"run " + to("runs/create").size() + "\"}}}";
                default -> "{}";
            };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            boolean isMissing = status == 200 && path.equals("experiments/get-by-name");
            exchange.sendResponseHeaders(isMissing ? 404 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
