package dev.jtune.report.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.report.html.HtmlReport;
import dev.jtune.run.RunControl;
import dev.jtune.run.RunListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run in a browser while it goes on: the report, what runs now, buttons that end a trial or the run, and a form that adds a point.
 *
 * <p>It can be reached from this machine only, by those who know the address that is printed, and ends with the run. That it cannot be served is
 * said in one line and disturbs nothing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LivePage implements RunListener {
    private static final String BY = "on the live page";
    private static final int LARGEST_POINT = 1 << 20;
    private static final int TOKEN_BYTES = 16;
    private static final int PORTS_TRIED = 20;
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int OK = 200;
    /** So that a browser that shows a run of a million results has time to do so. */
    private static final long PAUSE_MILLIS = 250;

    private final int wantedPort;
    private final Consumer<String> out;
    private @Nullable Serving serving;

    /** A run that is being shown. */
    private record Serving(
            HttpServer server,
            ExecutorService threads,
            RunState state,
            @Nullable PointForm form,
            RunControl control,
            Visitor visitor,
            @Nullable Path directory) {}

    /**
     * Create a page.
     *
     * @param wantedPort the port to listen at, or one of the next ones where others have it; 0 for any
     * @param out takes the line with the address
     */
    public LivePage(int wantedPort, Consumer<String> out) {
        this.wantedPort = wantedPort;
        this.out = out;
    }

    // ---- the run

    @Override
    public void studyStarted(StudyStarted event) {
        try {
            serve(event);
        } catch (IOException | RuntimeException e) {
            out.accept("live: no page, " + e);
        }
    }

    private void serve(StudyStarted event) throws IOException {
        PointForm form = PointForm.of(event.spec());
        RunState state = new RunState(event.spec().name(), event.spec().objective(), form, event.totalTrials());
        event.finished().forEach(state::ended);
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        HttpServer server = bind();
        int port = server.getAddress().getPort();
        ExecutorService threads = Executors.newCachedThreadPool(LivePage::daemon);
        server.setExecutor(threads);
        Serving created = new Serving(
                server,
                threads,
                state,
                form,
                event.control(),
                new Visitor(token, port),
                event.spec().directory());
        server.createContext("/", exchange -> handle(created, exchange));
        Thread starter = daemon(server::start); // the server's own thread is a daemon where the one that starts it is
        starter.start();
        serving = created;
        out.accept("live: http://127.0.0.1:" + port + "/" + token + "/");
    }

    private HttpServer bind() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        for (int port = wantedPort; wantedPort > 0 && port < wantedPort + PORTS_TRIED; port++) {
            try {
                return HttpServer.create(new InetSocketAddress(here, port), 0);
            } catch (IOException | IllegalArgumentException e) {
                // somebody has it, or there is none: the next one
            }
        }
        return HttpServer.create(new InetSocketAddress(here, 0), 0);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tune-live");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void trialStarted(TrialStarted event) {
        tell(state -> state.started(event.number(), event.config()));
    }

    @Override
    public void resultReported(Result result) {
        tell(state -> state.reported(result));
    }

    @Override
    public void trialPaused(int trial, String reason) {
        tell(state -> state.paused(trial));
    }

    @Override
    public void trialExploited(int trial, int from, Config config, String reason) {
        tell(state -> state.started(trial, config));
    }

    @Override
    public void trialEnded(TrialResult result) {
        tell(state -> state.ended(result));
    }

    private void tell(Consumer<RunState> event) {
        Serving run = serving;
        if (run != null) {
            event.accept(run.state());
        }
    }

    @Override
    public void studyEnded(ResultGrid results) {
        Serving run = serving;
        if (run != null) {
            run.state().end();
            run.state().awaitTold();
            run.server().stop(0);
            run.threads().shutdownNow();
        }
    }

    // ---- those who look

    /** The server does not close before those who asked have their answer: that of the button that stops the study, too. */
    private static void handle(Serving run, HttpExchange exchange) throws IOException {
        run.state().watch();
        try {
            respond(run, exchange);
        } finally {
            run.state().leave();
        }
    }

    private static void respond(Serving run, HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> path = run.visitor().path(exchange);
            if (path.isEmpty()) {
                answer(exchange, FORBIDDEN, "text/plain", "use the address that the run printed\n");
            } else if (exchange.getRequestMethod().equals("POST")) {
                steer(run, exchange, path.get());
            } else if (exchange.getRequestMethod().equals("GET")) {
                show(run, exchange, path.get());
            } else {
                answer(exchange, NOT_FOUND, "text/plain", "");
            }
        }
    }

    private static void steer(Serving run, HttpExchange exchange, String path) throws IOException {
        PointForm form = run.form();
        if (path.equals("/stop")) {
            run.control().stop(BY);
            answer(exchange, OK, "text/plain", "");
        } else if (path.matches("/stop/\\d{1,9}")) {
            int trial = Integer.parseInt(path.substring("/stop/".length()));
            boolean stops = run.control().stopTrial(trial, BY);
            answer(
                    exchange,
                    stops ? OK : CONFLICT,
                    "text/plain",
                    stops ? "" : "trial " + trial + " cannot be stopped now");
        } else if (path.equals("/point") && form != null) {
            String wrong = add(run.control(), form, exchange.getRequestBody());
            answer(exchange, wrong.isEmpty() ? OK : BAD_REQUEST, "text/plain", wrong);
        } else {
            answer(exchange, NOT_FOUND, "text/plain", "");
        }
    }

    /** Add a point, and return what is wrong with it; an empty text where nothing is. */
    private static String add(RunControl run, PointForm form, InputStream body) throws IOException {
        try {
            run.suggest(form.read(new String(body.readNBytes(LARGEST_POINT), StandardCharsets.UTF_8)));
            return "";
        } catch (RuntimeException e) { // functions and constraints of the space are user code
            return e instanceof InvalidDeclarationException ? String.valueOf(e.getMessage()) : e.toString();
        }
    }

    private static void show(Serving run, HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self';"
                                        + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
                answer(exchange, OK, "text/html", resource("live.html"));
            }
            case "/live.js" -> answer(exchange, OK, "text/javascript", resource("live.js"));
            case "/live.css" -> answer(exchange, OK, "text/css", resource("live.css"));
            case "/report" -> answer(exchange, OK, "text/html", report(run.directory()));
            case "/point" ->
                answer(
                        exchange,
                        OK,
                        "application/json",
                        run.form() == null ? "[]" : run.form().toJson());
            case "/events" -> stream(run.state(), exchange);
            default -> answer(exchange, NOT_FOUND, "text/plain", "");
        }
    }

    private static String report(@Nullable Path directory) {
        try {
            return directory == null ? "" : HtmlReport.page(directory).orElse("");
        } catch (IOException | RuntimeException | LinkageError e) {
            return "<!DOCTYPE html><title>report</title><p>There is no report yet.";
        }
    }

    private static void stream(RunState state, HttpExchange exchange) throws IOException {
        head(exchange, "text/event-stream");
        exchange.sendResponseHeaders(OK, 0);
        OutputStream body = exchange.getResponseBody();
        boolean more = true;
        for (long seen = 0; more; seen = state.await(seen)) {
            more = !state.hasEnded();
            body.write(("data: " + state.toJson() + "\n\n").getBytes(StandardCharsets.UTF_8));
            body.flush();
            if (more) {
                state.pause(PAUSE_MILLIS);
            }
        }
    }

    private static void head(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer"); // the address has the token
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        head(exchange, type);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LivePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
