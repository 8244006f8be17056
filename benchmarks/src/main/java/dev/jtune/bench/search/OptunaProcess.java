package dev.jtune.bench.search;

import dev.jtune.bench.problem.Spec;
import dev.jtune.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A Python process that answers one line of JSON with another; see {@code optuna_peer.py}. */
final class OptunaProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private OptunaProcess(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static OptunaProcess start(Path python) {
        try (InputStream script = Objects.requireNonNull(OptunaProcess.class.getResourceAsStream("optuna_peer.py"))) {
            Path file = Files.createTempFile("optuna_peer", ".py");
            file.toFile().deleteOnExit();
            Files.write(file, script.readAllBytes());
            return new OptunaProcess(new ProcessBuilder(python.toString(), file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Python does not start", e);
        }
    }

    Spec answer(Map<String, ?> question) {
        try {
            questions.write(Json.write(question));
            questions.newLine();
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("Optuna's process has ended; its output is above");
            }
            return Spec.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
