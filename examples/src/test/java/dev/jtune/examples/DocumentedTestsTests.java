package dev.jtune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents to what they say: a test that is named there exists. */
class DocumentedTestsTests {
    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("\\| S(\\d+) \\|.*");

    /** What needs a second process or a second machine. */
    private static final Set<Integer> MAY_BE_OPEN = Set.of(3, 23, 33, 51);

    private static final Map<String, Path> TEST_CLASSES = testClasses();

    @ParameterizedTest
    @ValueSource(strings = {"docs/seed.md", "docs/ray-tune.md", "docs/ide.md"})
    void should_name_existing_tests(String document) throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(Files.readString(ROOT.resolve(document)));
        int references = 0;
        while (reference.find()) {
            references++;
            if (!exists(reference.group(1), reference.group(2))) {
                missing.add(reference.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(references).isPositive();
    }

    @Test
    void should_have_a_row_for_every_item() throws IOException {
        List<Integer> rows = rows().map(DocumentedTestsTests::number).toList();

        assertThat(rows)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 73).boxed().toList());
    }

    @Test
    void should_leave_open_only_what_needs_another_process_or_machine() throws IOException {
        assertThat(rows().filter(row -> row.contains("open:")).map(DocumentedTestsTests::number))
                .isSubsetOf(MAY_BE_OPEN);
        assertThat(rows().filter(row -> !REFERENCE.matcher(row).find()).filter(row -> !row.contains("open:")))
                .isEmpty();
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/seed.md")).stream().filter(ROW.asMatchPredicate());
    }

    private static int number(String row) {
        Matcher matcher = ROW.matcher(row);
        assertThat(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static boolean exists(String type, String method) throws IOException {
        Path source = TEST_CLASSES.get(type);
        return source != null
                && Pattern.compile("^ {4,8}(?:static )?[\\w<>., \\[\\]]+ " + method + "\\(", Pattern.MULTILINE)
                        .matcher(Files.readString(source))
                        .find();
    }

    private static Map<String, Path> testClasses() {
        Map<String, Path> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : (Iterable<Path>)
                    modules.map(path -> path.resolve("src/test/java")).filter(Files::isDirectory)::iterator) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.put(simpleName(file), file));
                }
            }
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        return sources;
    }

    private static String simpleName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
