package dev.jtune.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of {@code src/browser} and returns what it saw; one that hangs is ended, with its browser, and fails the test. */
public final class BrowserScript {
    /** Above the limit that a script has of its own, which tells where it hung. */
    private static final int LIMIT_SECONDS = 90;

    private BrowserScript() {}

    public static Map<String, Object> run(String script, Map<String, Object> options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("browser", ".json");
        Process process = new ProcessBuilder("node", "src/browser/" + script, Json.write(options))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ended", script)
                    .isTrue();
            assertThat(process.exitValue()).as(script).isZero();
            return Json.parseObject(Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
