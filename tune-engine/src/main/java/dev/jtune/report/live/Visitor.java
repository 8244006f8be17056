package dev.jtune.report.live;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who is let in: those who know the token, and whose browser shows a page of ours.
 *
 * <p>The name of the host is checked, because the page of a stranger may have its own name resolved to this machine; the origin, because it
 * may send requests to us without reading the answers.
 */
final class Visitor {
    private final String token;
    private final Set<String> hosts;

    Visitor(String token, int port) {
        this.token = token;
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Return the path behind the token; empty for those who are not let in. */
    Optional<String> path(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        List<String> origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
        boolean isOurs = host != null
                && hosts.contains(host)
                && origins.stream().allMatch(origin -> origin.equals("http://" + host));
        String path = exchange.getRequestURI().getPath();
        int end = path == null ? -1 : path.indexOf('/', 1);
        if (!isOurs || end < 0 || !isToken(path.substring(1, end))) {
            return Optional.empty();
        }
        return Optional.of(path.substring(end));
    }

    /** How long it takes tells nothing of where the first wrong character is. */
    private boolean isToken(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
