package dev.jtune.journal;

import dev.jtune.Objective;
import dev.jtune.journal.JournalEvent.AttemptFailed;
import dev.jtune.journal.JournalEvent.AttemptStarted;
import dev.jtune.journal.JournalEvent.CheckpointDeleted;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.ResultReported;
import dev.jtune.journal.JournalEvent.RunEnded;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialSuggested;
import dev.jtune.journal.JournalEvent.VerdictReached;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Encodes events as lines: one strict JSON object, its last field the CRC-32C of what precedes that field.
 *
 * <p>JSON has no NaN and no infinities; they are written as strings. One generator and one buffer serve all events: a run has
 * many, and a trial waits for each.
 */
final class EventWriter {
    static final String CRC_FIELD = ",\"crc\":\"";
    static final String LINE_END = "\"}";
    private static final byte[] CRC_FIELD_BYTES = CRC_FIELD.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END_BYTES = (LINE_END + "\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int HIGHEST_DIGIT = 28;

    private final Buffer buffer = new Buffer();
    private final CRC32C crc = new CRC32C();
    private final JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), buffer);

    /** Write an event as a line, with its end, in one call: a line is whole or torn, never mixed with another. */
    void write(JournalEvent event, DataOutput output) throws IOException {
        buffer.reset();
        json.writeStartObject();
        fields(event);
        json.writeEndObject();
        json.flush();
        int start = buffer.startOfValue();
        buffer.dropLastByte();
        crc.reset();
        crc.update(buffer.bytes(), start, buffer.size() - start);
        buffer.writeBytes(CRC_FIELD_BYTES);
        long value = crc.getValue();
        for (int shift = HIGHEST_DIGIT; shift >= 0; shift -= 4) {
            buffer.write(HEX[(int) (value >>> shift) & 15]);
        }
        buffer.writeBytes(LINE_END_BYTES);
        output.write(buffer.bytes(), start, buffer.size() - start);
    }

    private void fields(JournalEvent event) {
        if (event instanceof ResultReported result) {
            resultReported(result);
        } else if (event instanceof TrialSuggested e) {
            json.writeStringProperty("event", "trial");
            json.writeNumberProperty("trial", e.trial());
            json.writeName("config");
            values(e.config().asMap());
            json.writeNumberProperty("seed", e.seed());
        } else if (event instanceof AttemptStarted e) {
            json.writeStringProperty("event", "attempt");
            json.writeNumberProperty("trial", e.trial());
            json.writeNumberProperty("attempt", e.attempt());
            json.writeNumberProperty("at", e.millis());
            json.writeNumberProperty("pid", e.pid());
            json.writeStringProperty("host", e.host());
            json.writeStringProperty("address", e.address());
            json.writeStringProperty("resources", e.resources());
            optional("from", e.restoredFrom());
        } else if (event instanceof TrialEnded e) {
            json.writeStringProperty("event", "end");
            json.writeNumberProperty("trial", e.trial());
            json.writeStringProperty("outcome", e.outcome());
            json.writeBooleanProperty("tolerated", e.tolerated());
            json.writeStringProperty("by", e.by());
            json.writeStringProperty("reason", e.reason());
            number("score", e.score());
            json.writeNumberProperty("at", e.millis());
            number("seconds", e.seconds());
        } else {
            rareFields(event);
        }
    }

    private void resultReported(ResultReported e) {
        json.writeStringProperty("event", "result");
        json.writeNumberProperty("trial", e.trial());
        json.writeNumberProperty("attempt", e.attempt());
        json.writeNumberProperty("iteration", e.iteration());
        json.writeNumberProperty("since", e.iterationsSinceRestore());
        json.writeName("metrics");
        values(e.metrics());
        number("seconds", e.seconds());
        number("total", e.totalSeconds());
        number("restored", e.secondsSinceRestore());
        json.writeNumberProperty("at", e.millis());
        optional("checkpoint", e.checkpoint());
    }

    private void rareFields(JournalEvent event) {
        if (event instanceof RunStarted e) {
            runStarted(e);
        } else if (event instanceof CheckpointSaved e) {
            json.writeStringProperty("event", "checkpoint");
            json.writeNumberProperty("trial", e.trial());
            json.writeNumberProperty("attempt", e.attempt());
            json.writeNumberProperty("iteration", e.iteration());
            json.writeStringProperty("checkpoint", e.checkpoint());
        } else if (event instanceof CheckpointDeleted e) {
            json.writeStringProperty("event", "deleted");
            json.writeNumberProperty("trial", e.trial());
            json.writeStringProperty("checkpoint", e.checkpoint());
        } else if (event instanceof AttemptFailed e) {
            json.writeStringProperty("event", "failed");
            json.writeNumberProperty("trial", e.trial());
            json.writeNumberProperty("attempt", e.attempt());
            json.writeStringProperty("error", e.error());
        } else if (event instanceof VerdictReached e) {
            json.writeStringProperty("event", "verdict");
            json.writeStringProperty("name", e.name());
            json.writeBooleanProperty("passed", e.passed());
            json.writeStringProperty("message", e.message());
        } else if (event instanceof RunEnded e) {
            json.writeStringProperty("event", "over");
            json.writeStringProperty("reason", e.reason());
            json.writeNumberProperty("at", e.millis());
        }
    }

    private void runStarted(RunStarted e) {
        json.writeStringProperty("event", "run");
        json.writeNumberProperty("version", e.version());
        json.writeStringProperty("run", e.runId());
        json.writeStringProperty("study", e.study());
        json.writeNumberProperty("seed", e.seed());
        json.writeName("objectives");
        json.writeStartArray();
        for (Objective objective : e.objectives()) {
            json.writeStartObject();
            json.writeStringProperty("metric", objective.metric());
            json.writeStringProperty("mode", objective.mode().name());
            json.writeStringProperty("scope", objective.scope().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("trials", e.totalTrials());
        json.writeStringProperty("searcher", e.searcher());
        json.writeStringProperty("scheduler", e.scheduler());
        json.writeStringProperty("space", e.spaceDigest());
        json.writeStringProperty("code", e.codeDigest());
        json.writeName("settings");
        values(e.settings());
        json.writeNumberProperty("at", e.millis());
    }

    private void optional(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private void number(String name, double value) {
        json.writeName(name);
        number(value);
    }

    private void number(double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private void values(Map<String, ?> values) {
        json.writeStartObject();
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            json.writeName(entry.getKey());
            value(entry.getValue());
        }
        json.writeEndObject();
    }

    private void value(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(this::value);
            json.writeEndArray();
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A growing buffer whose bytes can be read without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }

        /** Return where the object begins: the generator writes a space between two of them. */
        int startOfValue() {
            return buf[0] == '{' ? 0 : 1;
        }

        void dropLastByte() {
            count--;
        }
    }
}
