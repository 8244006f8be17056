package dev.jtune.report.html;

import dev.jtune.gate.GateReport;
import dev.jtune.journal.JournalException;
import dev.jtune.journal.WholeFile;
import dev.jtune.report.ForkLock;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Writes what people open in a browser: {@code report.html} in the directory of each study, and {@code index.html} above them.
 *
 * <p>A page is one file that needs no network and no server. All that it says stands in it as text and tables; a script draws the
 * pictures, and none but the page's own can run.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HtmlReport {
    /** The page of a study, in its directory: {@value}. */
    public static final String PAGE = "report.html";
    /** The table of all studies, in the directory that has theirs: {@value}. */
    public static final String INDEX = "index.html";

    private static final String LOCK = ".index.lock";

    private HtmlReport() {}

    /**
     * Write the page of one study, and the index of it and its neighbours.
     *
     * @param study the directory with its {@code trials.jsonl}
     * @return the index, empty where the directory has neither a run nor what gates said
     * @throws IOException if a file cannot be read or written
     */
    public static Optional<Path> write(Path study) throws IOException {
        if (!writePage(study) && Files.notExists(study.resolve(GateReport.FILE))) {
            return Optional.empty();
        }
        Path root = study.toAbsolutePath().getParent();
        return root == null ? Optional.empty() : Optional.of(writeIndex(root, Map.of()));
    }

    /**
     * Write the pages of all studies, and the index. A study whose files are damaged gets no new page, and the index says so.
     *
     * @param root the directory that has those of the studies, such as {@code target/tune}
     * @param damaged takes the directory of each study without a new page, and why
     * @return the index, empty where there is no study
     * @throws IOException if the index cannot be written
     */
    public static Optional<Path> rebuild(Path root, BiConsumer<Path, String> damaged) throws IOException {
        boolean any = false;
        Map<Path, String> damage = new HashMap<>();
        for (Path study : directories(root)) {
            try {
                any |= writePage(study) || Files.exists(study.resolve(GateReport.FILE));
            } catch (IOException | RuntimeException e) {
                String why = e instanceof JournalException ? String.valueOf(e.getMessage()) : e.toString();
                damage.put(study, why);
                damaged.accept(study, why);
            }
        }
        return any || !damage.isEmpty() ? Optional.of(writeIndex(root, damage)) : Optional.empty();
    }

    private static List<Path> directories(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(root)) {
            return list.filter(Files::isDirectory).sorted().toList();
        }
    }

    /**
     * Return the page of one study as it is now, which may still run; it leads to no other page.
     *
     * @param study the directory with its {@code trials.jsonl}
     * @return the page, empty where no run has begun in the directory
     * @throws IOException if a file cannot be read
     */
    public static Optional<String> page(Path study) throws IOException {
        return StudyRecord.read(study).map(record -> rendered("study.jte", StudyPage.of(record, false)));
    }

    private static boolean writePage(Path study) throws IOException {
        Optional<StudyRecord> record = StudyRecord.read(study);
        if (record.isPresent()) {
            WholeFile.write(study.resolve(PAGE), rendered("study.jte", StudyPage.of(record.get(), true)));
        }
        return record.isPresent();
    }

    private static Path writeIndex(Path root, Map<Path, String> damage) throws IOException {
        Path index = root.resolve(INDEX);
        ForkLock.holding(
                root.resolve(LOCK), () -> WholeFile.write(index, rendered("index.jte", IndexPage.of(root, damage))));
        return index;
    }

    private static String rendered(String template, Object page) {
        TemplateOutput output = new StringOutput();
        Templates.ENGINE.render(template, page, output);
        return output.toString();
    }

    /** Loaded with the first page: the build has compiled the templates to classes beside this one. */
    private static final class Templates {
        static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
    }
}
