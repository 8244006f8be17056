package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Sends a run to MLflow from a thread of its own.
 *
 * <p>The run leaves it what happened and goes on. Results that are more than the server takes are left out; beginnings and ends of trials
 * never are, while the server answers. It is given up at its first error, and at the end of the run after {@link #LINGER_MILLIS}.
 */
final class MlFlowWriter implements RunListener {
    /** So many results wait at most. */
    static final int CAPACITY = 10_000;

    private static final long LINGER_MILLIS = 60_000;

    /** MLflow takes 1000 things at a time, of which 100 are parameters and 100 are tags, and so many characters of a value. */
    private static final int MAX_METRICS = 800;

    private static final int MAX_PARAMS = 100;
    private static final int MAX_CHARACTERS = 5000;

    private final Supplier<MlFlowServer> connection;
    private final String givenExperiment;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final Thread sender = new Thread(this::send, "tune-mlflow");
    private volatile boolean isGivenUp;
    private long leftOut;

    // of the sender only
    private final Map<Integer, Sent> trials = new HashMap<>();
    private String experiment = "";
    private String run = "";
    private boolean isOver;

    /** Something to send, or to keep until more of it is there. */
    @FunctionalInterface
    private interface Step {
        void take(MlFlowServer server) throws IOException, InterruptedException;
    }

    /** A trial as MLflow knows it, and what it does not know yet. */
    private record Sent(
            String runId,
            List<Map<String, String>> params,
            List<Map<String, Object>> metrics,
            List<Map<String, String>> tags) {
        boolean isWhole() {
            return params.isEmpty() && metrics.isEmpty() && tags.isEmpty();
        }
    }

    /**
     * Create a logger; nothing happens before the study begins.
     *
     * @param connection makes the connection, on the thread that sends
     * @param experiment the experiment's name; empty for the study's
     */
    MlFlowWriter(Supplier<MlFlowServer> connection, String experiment) {
        this.connection = connection;
        this.givenExperiment = experiment;
        sender.setDaemon(true);
    }

    // ---- what happens, on the threads of the run

    @Override
    public void studyStarted(StudyStarted event) {
        String name = givenExperiment.isEmpty() ? event.spec().name() : givenExperiment;
        steps.add(server -> {
            experiment = server.experiment(name);
            run = event.runId();
        });
        sender.start();
    }

    @Override
    public void trialStarted(TrialStarted event) {
        long now = System.currentTimeMillis();
        add(server -> begin(server, event.number(), event.config(), now));
    }

    @Override
    public void resultReported(Result result) {
        if (isGivenUp) {
            return;
        }
        if (steps.size() >= CAPACITY) {
            leftOut++;
            return;
        }
        int trial = result.trial();
        Config config = result.config();
        List<Map<String, Object>> metrics = metrics(result, System.currentTimeMillis());
        add(server -> {
            Sent sent = sent(server, trial, config);
            sent.metrics().addAll(metrics);
            if (sent.metrics().size() >= MAX_METRICS) {
                flush(server, sent);
            }
        });
    }

    /** In MLflow, a parameter has one value for ever. */
    @Override
    public void trialExploited(int trial, int from, Config config, String reason) {
        add(server -> {
            sent(server, trial, config)
                    .tags()
                    .addAll(pairs(
                            Map.of("tune.took_over_from", Integer.toString(from), "tune.config", config.toString())));
        });
    }

    @Override
    public void trialEnded(TrialResult result) {
        long now = System.currentTimeMillis();
        add(server -> end(server, result, now));
    }

    @Override
    public void studyEnded(ResultGrid results) {
        add(server -> isOver = true);
        try {
            sender.join(LINGER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is not sent by now is not sent
        }
        if (!isGivenUp && (sender.isAlive() || leftOut > 0)) {
            isGivenUp = true;
            warn(leftOut + " results and " + steps.size() + " messages that wait are left out: it is too slow");
        }
    }

    private void add(Step step) {
        if (!isGivenUp) {
            steps.add(step);
        }
    }

    private static List<Map<String, Object>> metrics(Result result, long now) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        result.metrics().forEach((name, value) -> {
            if (value instanceof Number number && !Metrics.isFilledIn(name) && Double.isFinite(number.doubleValue())) {
                metrics.add(Map.of(
                        "key",
                        named(name),
                        "value",
                        number.doubleValue(),
                        "timestamp",
                        now,
                        "step",
                        result.iteration()));
            }
        });
        return metrics;
    }

    /** Return a name without what MLflow refuses. */
    private static String named(String name) {
        return name.replaceAll("[^A-Za-z0-9_\\-. /]", "_");
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }

    // ---- what is sent, on the thread of its own

    private void send() {
        try {
            MlFlowServer server = connection.get();
            while (!isOver && !isGivenUp) {
                Step step = steps.poll();
                if (step == null) {
                    flush(server);
                    step = steps.take();
                }
                step.take(server);
            }
        } catch (Throwable e) {
            if (!isGivenUp) {
                isGivenUp = true;
                warn("nothing more is sent: " + e);
            }
        } finally {
            steps.clear();
        }
    }

    private static void warn(String consequence) {
        System.getLogger(MlFlowWriter.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "TUNE-468 MLflow does not take all that a study sends; " + consequence
                                + "; the study is not concerned. Look at the server, and at tune.mlflow.uri");
    }

    /** Return a trial in MLflow; one that began before the run was interrupted begins there again. */
    private Sent sent(MlFlowServer server, int trial, Config config) throws IOException, InterruptedException {
        Sent sent = trials.get(trial);
        return sent != null ? sent : begin(server, trial, config, System.currentTimeMillis());
    }

    private Sent begin(MlFlowServer server, int trial, Config config, long millis)
            throws IOException, InterruptedException {
        String id = server.createRun(Map.of(
                "experiment_id",
                experiment,
                "run_name",
                "trial " + trial,
                "start_time",
                millis,
                "tags",
                pairs(Map.of("tune.trial", Integer.toString(trial), "tune.run", run))));
        Sent sent = new Sent(id, pairs(config.asMap()), new ArrayList<>(), new ArrayList<>());
        trials.put(trial, sent);
        return sent;
    }

    private void end(MlFlowServer server, TrialResult result, long millis) throws IOException, InterruptedException {
        Sent sent = sent(server, result.number(), result.config());
        TrialOutcome outcome = result.outcome();
        sent.tags()
                .addAll(pairs(Map.of(
                        "tune.outcome", outcome.getClass().getSimpleName(),
                        "tune.reason", Reasons.of(outcome),
                        "tune.seed", Long.toString(result.seed()),
                        "tune.score", Double.toString(result.score()))));
        flush(server, sent);
        server.post("runs/update", Map.of("run_id", sent.runId(), "status", status(outcome), "end_time", millis));
        trials.remove(result.number());
    }

    private static String status(TrialOutcome outcome) {
        if (outcome instanceof TrialOutcome.Failed) {
            return "FAILED";
        }
        return outcome instanceof TrialOutcome.Cancelled ? "KILLED" : "FINISHED";
    }

    private void flush(MlFlowServer server) throws IOException, InterruptedException {
        for (Sent sent : trials.values()) {
            flush(server, sent);
        }
    }

    private static void flush(MlFlowServer server, Sent sent) throws IOException, InterruptedException {
        while (!sent.isWhole()) {
            server.post(
                    "runs/log-batch",
                    Map.of(
                            "run_id", sent.runId(),
                            "params", take(sent.params(), MAX_PARAMS),
                            "metrics", take(sent.metrics(), MAX_METRICS),
                            "tags", take(sent.tags(), MAX_PARAMS)));
        }
    }

    private static <T> List<T> take(List<T> from, int most) {
        List<T> first = from.subList(0, Math.min(most, from.size()));
        List<T> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    private static List<Map<String, String>> pairs(Map<String, ?> values) {
        List<Map<String, String>> pairs = new ArrayList<>();
        values.forEach((name, value) -> pairs.add(Map.of("key", named(name), "value", cut(value.toString()))));
        return pairs;
    }
}
