package dev.jtune.gate;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What all gates of a study said: {@code gate.json} in its directory.
 *
 * @param study the study as people know it, {@code DigitsTest.network}
 * @param type the binary name of its class
 * @param method its method
 * @param run the id of the run that was judged
 * @param mode what ran: {@code search}, or {@code verify} for the committed configuration alone
 * @param code the digest of the code that ran
 * @param space the digest of the space
 * @param java the Java version that ran it
 * @param host the kind of machine that ran it, such as {@code Linux amd64}
 * @param gates what each gate said
 * @param confirm the configuration that was evaluated again, {@code null} where no gate asked for it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GateReport(
        String study,
        String type,
        String method,
        String run,
        String mode,
        String code,
        String space,
        String java,
        String host,
        List<Judgement> gates,
        @Nullable Confirmation confirm) {
    /** The name of the file in a study's directory: {@value}. */
    public static final String FILE = "gate.json";

    private static final int SCHEMA = 1;

    public GateReport {
        gates = List.copyOf(gates);
    }

    /** Tell whether a build passes by all of its gates. */
    public boolean passes() {
        return gates.stream().noneMatch(Judgement::fails);
    }

    /** Return what the gate of this id said. */
    public Optional<Judgement> gate(String id) {
        return gates.stream().filter(gate -> gate.id().equals(id)).findFirst();
    }

    /**
     * Read the report in a study's directory; empty where there is none.
     *
     * @throws InvalidDeclarationException TUNE-118, if it cannot be read
     */
    public static Optional<GateReport> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            Fields json = Fields.read(file);
            if (json.count("schema") > SCHEMA) {
                throw new IllegalArgumentException("its schema is newer than " + SCHEMA);
            }
            return Optional.of(new GateReport(
                    json.text("study"),
                    json.text("class"),
                    json.text("method"),
                    json.text("run"),
                    json.text("mode"),
                    json.text("code"),
                    json.text("space"),
                    json.text("java"),
                    json.text("host"),
                    json.objects("gates").stream().map(Judgement::of).toList(),
                    json.has("confirm") ? Confirmation.of(json.object("confirm")) : null));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-118", file.toString(), "it cannot be read: " + e.getMessage(), "run the study again"));
        }
    }

    /** Write the report into a study's directory, as a whole. */
    public void write(Path directory) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("study", study);
        json.put("class", type);
        json.put("method", method);
        json.put("run", run);
        json.put("mode", mode);
        json.put("code", code);
        json.put("space", space);
        json.put("java", java);
        json.put("host", host);
        json.put("gates", gates.stream().map(Judgement::toJson).toList());
        json.put("confirm", confirm == null ? null : confirm.toJson());
        Fields.write(directory.resolve(FILE), json);
    }
}
