package dev.jtune.bench;

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

/** A Python process that answers one line of JSON with another. */
public final class PythonPeer implements AutoCloseable {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private PythonPeer(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Start a script.
     *
     * @param owner the class beside which the script lies
     */
    public static PythonPeer start(Path python, Class<?> owner, String script) {
        try (InputStream source = Objects.requireNonNull(owner.getResourceAsStream(script))) {
            Path file = Files.createTempFile("peer", ".py");
            file.toFile().deleteOnExit();
            Files.write(file, source.readAllBytes());
            return new PythonPeer(new ProcessBuilder(python.toString(), file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Python does not start", e);
        }
    }

    /** Ask one question. */
    public Spec answer(Map<String, ?> question) {
        try {
            questions.write(Json.write(question));
            questions.newLine();
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the Python process has ended; its output is above");
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
