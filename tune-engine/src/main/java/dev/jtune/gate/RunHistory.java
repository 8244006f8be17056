package dev.jtune.gate;

import dev.jtune.journal.WholeFile;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The last runs of a study: {@code history.jsonl} in its directory, which a new run leaves where it is, with a run a line.
 *
 * <p>It is a memory, and no evidence: a line that cannot be read is left out, and no build fails for want of one.
 *
 * @param runs the runs from the oldest to the latest, at most {@value #MOST}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunHistory(List<PastRun> runs) {
    /** The name of the file in a study's directory: {@value}. */
    public static final String FILE = "history.jsonl";

    /** The history of a study that has none. */
    public static final RunHistory NONE = new RunHistory(List.of());

    private static final int MOST = 50;

    public RunHistory {
        runs = List.copyOf(runs.subList(Math.max(0, runs.size() - MOST), runs.size()));
    }

    /** Read the history in a study's directory; what is not there, or damaged, is left out. */
    public static RunHistory read(Path directory) {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            return NONE;
        }
        try {
            return new RunHistory(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> parsed(line).stream())
                    .toList());
        } catch (IOException e) {
            return NONE;
        }
    }

    private static Optional<PastRun> parsed(String line) {
        try {
            return Optional.of(PastRun.of(Fields.parse(line)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Add what is known of a run to the history in a study's directory; the oldest runs make room for it. */
    public static void add(Path directory, PastRun run) throws IOException {
        RunHistory history = read(directory);
        List<PastRun> runs = new ArrayList<>(history.without(run.id()).runs());
        runs.add(history.run(run.id()).map(known -> known.and(run)).orElse(run));
        Files.createDirectories(directory);
        WholeFile.write(
                directory.resolve(FILE),
                new RunHistory(runs)
                        .runs.stream()
                                .map(past -> Json.write(past.toJson()) + "\n")
                                .collect(Collectors.joining()));
    }

    private Optional<PastRun> run(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** Return it without a run. */
    public RunHistory without(String id) {
        return new RunHistory(runs.stream().filter(run -> !run.id().equals(id)).toList());
    }

    /** Return how many of the last runs in which a gate was judged had a verdict, without another one between them. */
    int inARow(String gate, Verdict verdict) {
        int inARow = 0;
        for (int i = runs.size() - 1; i >= 0; i--) {
            Optional<PastRun.Gate> said = runs.get(i).gate(gate);
            if (said.isPresent() && said.get().verdict() != verdict) {
                break;
            }
            inARow += said.isPresent() ? 1 : 0;
        }
        return inARow;
    }
}
