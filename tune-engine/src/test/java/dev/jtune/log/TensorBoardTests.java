package dev.jtune.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The framing and the fields; that TensorBoard itself reads them is shown by integration-tests. */
class TensorBoardTests {
    private static final int FRAMING = Long.BYTES + Integer.BYTES + Integer.BYTES;

    @TempDir
    Path directory;

    private List<String> records(int trial) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("tb/trial-0000" + trial))) {
            Path file = files.toList().get(0);
            assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            List<String> records = new ArrayList<>();
            while (bytes.hasRemaining()) {
                byte[] data = new byte[(int) bytes.getLong()];
                bytes.getInt();
                bytes.get(data);
                bytes.getInt();
                records.add(new String(data, StandardCharsets.ISO_8859_1));
            }
            return records;
        }
    }

    @Test
    void should_frame_records_as_tensorflow_does() {
        // the first record of a file that TensorFlow wrote: wall time 0, file version brain.Event:2
        byte[] event = new Protobuf().number(1, 0.0).text(3, "brain.Event:2").toBytes();
        byte[] framed = TensorBoardWriter.record(event);
        assertThat(framed).hasSize(FRAMING + event.length);
        assertThat(HexFormat.of().formatHex(framed))
                .startsWith("1800000000000000a37f4b22" + "090000000000000000" + "1a0d627261696e2e4576656e743a32");
    }

    @Test
    void should_write_a_run_a_trial_with_its_own_numbers_and_its_configuration() throws IOException {
        LoggedStudy.in(directory)
                .listener(new TensorBoardFactory().create(Logged.class.getAnnotation(TensorBoard.class)))
                .fit();
        List<String> svm = records(1);
        // version, configuration, three results, end
        assertThat(svm).hasSize(6);
        assertThat(svm.get(0)).contains("brain.Event:2");
        assertThat(svm.get(1)).contains("_hparams_/session_start_info", "hparams", "model", "svm", "shift");
        assertThat(svm.get(2)).contains("loss").doesNotContain("note", "time_total_s", "training_iteration");
        assertThat(svm.get(5)).contains("_hparams_/session_end_info");
        assertThat(records(3)).hasSize(3); // broken before its first result
    }

    @TensorBoard
    private @interface Logged {}
}
