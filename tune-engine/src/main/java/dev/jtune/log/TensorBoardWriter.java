package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import dev.jtune.run.TrialNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Writes event files: TFRecords of {@code Event} messages, a directory a trial.
 *
 * <p>A file is opened for each event: thousands of trials may be paused at a time. The numbers of the fields are those of TensorBoard's
 * {@code event.proto}, {@code summary.proto} and {@code plugins/hparams/plugin_data.proto}; the framing is that of TensorFlow's {@code
 * record_writer.cc}.
 */
final class TensorBoardWriter implements RunListener {
    static final String DIRECTORY = "tb";

    private static final int MASK = 0xa282ead8;
    private static final long SUCCESS = 1;
    private static final long FAILURE = 2;

    private final Path directory;
    private final String file = "events.out.tfevents." + System.currentTimeMillis() / 1000 + ".tune";
    private final Set<Integer> begun = new HashSet<>();

    TensorBoardWriter(Path directory) {
        this.directory = directory;
    }

    @Override
    public void trialStarted(TrialStarted event) {
        begin(event.number(), event.config());
    }

    @Override
    public void resultReported(Result result) {
        begin(result.trial(), result.config());
        Protobuf summary = new Protobuf();
        result.metrics().forEach((name, value) -> {
            if (value instanceof Number number && !Metrics.isFilledIn(name)) {
                summary.message(1, new Protobuf().text(1, name).number(2, number.floatValue()));
            }
        });
        append(
                result.trial(),
                event().integer(2, (long) result.value(Metrics.TRAINING_ITERATION))
                        .message(5, summary));
    }

    @Override
    public void trialEnded(TrialResult result) {
        begin(result.number(), result.config());
        boolean failed = result.outcome() instanceof TrialOutcome.Failed;
        append(
                result.number(),
                hyperparameters(
                        "_hparams_/session_end_info",
                        4,
                        new Protobuf().integer(1, failed ? FAILURE : SUCCESS).number(2, seconds())));
        begun.remove(result.number());
    }

    /** Begin the file of a trial, unless that was done; one that began before the run was interrupted goes on in another file. */
    private void begin(int trial, Config config) {
        if (begun.add(trial)) {
            append(trial, event().text(3, "brain.Event:2"));
            Protobuf session = new Protobuf();
            config.asMap()
                    .forEach((name, value) ->
                            session.message(1, new Protobuf().text(1, name).message(2, value(value))));
            append(trial, hyperparameters("_hparams_/session_start_info", 3, session.number(5, seconds())));
        }
    }

    private static Protobuf value(Object value) {
        if (value instanceof Number number) {
            return new Protobuf().number(2, number.doubleValue());
        }
        return value instanceof Boolean truth
                ? new Protobuf().integer(4, truth ? 1 : 0)
                : new Protobuf().text(3, value.toString());
    }

    private static Protobuf hyperparameters(String tag, int field, Protobuf content) {
        Protobuf plugin = new Protobuf()
                .text(1, "hparams")
                .message(2, new Protobuf().integer(1, 0).message(field, content));
        Protobuf metadata = new Protobuf().message(1, plugin);
        return event().message(
                        5, new Protobuf().message(1, new Protobuf().text(1, tag).message(9, metadata)));
    }

    private static Protobuf event() {
        return new Protobuf().number(1, seconds());
    }

    private static double seconds() {
        return System.currentTimeMillis() / 1e3;
    }

    private void append(int trial, Protobuf event) {
        try {
            Path run = Files.createDirectories(TrialNames.directory(directory, trial));
            Files.write(
                    run.resolve(file), record(event.toBytes()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] record(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedCrc(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(maskedCrc(data, data.length));
        return record.array();
    }

    private static int maskedCrc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
