package dev.jtune.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/** A process that holds a journal until it is killed. */
final class JournalHolder {
    private JournalHolder() {}

    /** Start it; it prints a line once it holds the journal. */
    static Process start(Path journal) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalHolder.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String host() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    /** Return a process as TUNE-401 names it. */
    static String process(long pid) throws IOException {
        return "process " + pid + " on " + host();
    }

    /** Hold the journal. */
    public static void main(String[] arguments) throws IOException {
        try (FileJournal journal = FileJournal.open(Path.of(arguments[0]))) {
            System.out.println("held");
            System.in.read(); // until the process that started this one ends
            journal.flush();
        }
    }
}
