package dev.jtune.bench.curves;

import dev.jtune.bench.problem.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Recorded results of other tuners, a row for each problem, method, seed and mark of effort. */
final class PeerResults {
    private final List<Peer> peers;

    /** No results at all. */
    static final PeerResults NONE = new PeerResults(List.of());

    private PeerResults(List<Peer> peers) {
        this.peers = peers;
    }

    /** Read results; a folder of problems may come without. */
    static PeerResults read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        Table table = Table.read(file);
        List<String> problems = table.column("problem");
        List<String> methods = table.column("method");
        List<String> marks = table.column("fre");
        List<String> regrets = table.column("regret");
        return new PeerResults(IntStream.range(0, problems.size())
                .mapToObj(i -> new Peer(
                        problems.get(i),
                        methods.get(i),
                        Double.parseDouble(marks.get(i)),
                        Double.parseDouble(regrets.get(i))))
                .toList());
    }

    /** Return the median regret of random full runs by four workers, empty where a problem has no recorded results. */
    OptionalDouble fullRuns(String problem, int mark) {
        double median = median(problem, "random4", mark);
        return Double.isNaN(median) ? OptionalDouble.empty() : OptionalDouble.of(median);
    }

    boolean isEmpty() {
        return peers.isEmpty();
    }

    /** Return the names of the methods that have results on a problem. */
    List<String> methods(String problem) {
        return peers.stream()
                .filter(peer -> peer.problem.equals(problem))
                .map(Peer::method)
                .distinct()
                .toList();
    }

    /** Return the median regret of a method, {@code NaN} where it has no results at a mark. */
    double median(String problem, String method, int mark) {
        double[] regrets = peers.stream()
                .filter(peer -> peer.problem.equals(problem) && peer.method.equals(method) && peer.mark == mark)
                .mapToDouble(Peer::regret)
                .toArray();
        return regrets.length == 0 ? Double.NaN : CurveProblem.median(regrets);
    }

    private record Peer(String problem, String method, double mark, double regret) {}
}
