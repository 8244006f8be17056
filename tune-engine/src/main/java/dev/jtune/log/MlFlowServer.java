package dev.jtune.log;

import dev.jtune.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks MLflow's REST API, version 2.0; not for several threads. */
final class MlFlowServer {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final String api;
    private final @Nullable String authorization;
    private final HttpClient client;

    /**
     * Create a connection to a server; nothing is sent.
     *
     * @param environment with MLflow's own variables for a token, or a name and a password
     */
    MlFlowServer(String uri, Map<String, String> environment) {
        this.api = uri.replaceFirst("/+$", "") + "/api/2.0/mlflow/";
        this.authorization = authorization(environment);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    private static @Nullable String authorization(Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        if (token != null) {
            return "Bearer " + token;
        }
        String name = environment.get("MLFLOW_TRACKING_USERNAME");
        String password = environment.get("MLFLOW_TRACKING_PASSWORD");
        if (name == null || password == null) {
            return null;
        }
        byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Return the id of an experiment, which is created where it is not there. */
    String experiment(String name) throws IOException, InterruptedException {
        String call = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpResponse<String> found = send(request(call).GET());
        if (found.statusCode() == NOT_FOUND) {
            return text(post("experiments/create", Map.of("name", name)), "experiment_id");
        }
        return text(object(checked(call, found), "experiment"), "experiment_id");
    }

    /** Create a run, and return its id. */
    String createRun(Map<String, ?> fields) throws IOException, InterruptedException {
        return text(object(object(post("runs/create", fields), "run"), "info"), "run_id");
    }

    /** Make a call, and return its answer. */
    Map<String, @Nullable Object> post(String call, Map<String, ?> fields) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(call)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(fields)));
        return checked(call, send(request));
    }

    private HttpRequest.Builder request(String call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api + call)).timeout(ANSWER);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, @Nullable Object> checked(String call, HttpResponse<String> response)
            throws IOException {
        if (response.statusCode() != OK) {
            throw new IOException(call + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return Json.parseObject(response.body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> object, String name)
            throws IOException {
        if (object.get(name) instanceof Map<?, ?> found) {
            return (Map<String, @Nullable Object>) found;
        }
        throw new IOException("no MLflow server: an answer has no \"" + name + "\"");
    }

    private static String text(Map<String, @Nullable Object> object, String name) throws IOException {
        if (object.get(name) instanceof String found) {
            return found;
        }
        throw new IOException("no MLflow server: an answer has no \"" + name + "\"");
    }
}
