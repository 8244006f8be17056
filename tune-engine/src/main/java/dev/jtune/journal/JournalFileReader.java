package dev.jtune.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a journal file into lines and judges each. */
final class JournalFileReader {
    private JournalFileReader() {}

    static List<JournalEvent> read(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new JournalException("TUNE-403 " + file + ": the journal cannot be read (" + e + ")", e);
        }
        List<JournalEvent> events = new ArrayList<>();
        int number = 0;
        int start = 0;
        while (start < content.length) {
            int end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(content, start, end);
            boolean last = end + 1 >= content.length;
            if (EventReader.isIntact(line) && end < content.length) {
                decode(file, number, line, events);
            } else if (!last) {
                throw damaged(file, number, "its checksum does not match", null);
            }
            start = end + 1;
        }
        return events;
    }

    private static void decode(Path file, int number, byte[] line, List<JournalEvent> events) {
        try {
            JournalEvent event = EventReader.decode(line);
            if (event != null) {
                events.add(event);
            }
        } catch (RuntimeException e) {
            throw damaged(file, number, String.valueOf(e.getMessage()), e);
        }
    }

    private static JournalException damaged(Path file, int number, String reason, @Nullable Throwable cause) {
        return new JournalException(
                "TUNE-404 " + file + ", line " + number + ": the journal is damaged: " + reason
                        + "; delete the study's directory to start anew",
                cause);
    }
}
