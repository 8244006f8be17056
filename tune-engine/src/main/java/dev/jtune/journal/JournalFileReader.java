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
    private static final int LONGEST_TAIL = 1 << 20;

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
            if (JsonLines.isIntact(line) && end < content.length) {
                decode(file, number, line, events);
            } else if (!last) {
                throw damaged(file, number, "its checksum does not match", null);
            }
            start = end + 1;
        }
        return events;
    }

    /** Return the length of a file without a last line that was not written to its end. */
    static long intactLength(JournalFile file) throws IOException {
        long length = file.length();
        if (length == 0) {
            return 0;
        }
        long tail = Math.min(length, LONGEST_TAIL);
        byte[] bytes = file.read(length - tail, (int) tail);
        int end = bytes.length;
        int start = startOfLine(bytes, end - 1);
        boolean whole =
                end > 0 && bytes[end - 1] == '\n' && JsonLines.isIntact(Arrays.copyOfRange(bytes, start, end - 1));
        // a line longer than all that was looked at is left to the reader's judgement
        return whole || (start == 0 && tail < length) ? length : length - tail + start;
    }

    /** Return where the line begins that the byte before {@code end} belongs to. */
    private static int startOfLine(byte[] bytes, int end) {
        int start = Math.max(0, end);
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static void decode(Path file, int number, byte[] line, List<JournalEvent> events) {
        try {
            JournalEvent event = EventReader.decode(line);
            if (event instanceof JournalEvent.RunStarted start && start.version() > FileJournal.VERSION) {
                throw newer(file, start.version());
            }
            if (event != null) {
                events.add(event);
            }
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(file, number, String.valueOf(e.getMessage()), e);
        }
    }

    private static JournalException newer(Path file, int version) {
        return new JournalException(
                "TUNE-414 " + file + ": the journal has format " + version
                        + ", and this version of Tune for JUnit reads" + " formats up to " + FileJournal.VERSION
                        + "; use the version that wrote it, or give tune.dir another directory",
                null);
    }

    private static JournalException damaged(Path file, int number, String reason, @Nullable Throwable cause) {
        return new JournalException(
                "TUNE-404 " + file + ", line " + number + ": the journal is damaged: " + reason
                        + "; delete the study's directory to start anew",
                cause);
    }
}
