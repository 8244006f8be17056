package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.Tune;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class AttachmentsTests {
    @TempDir
    Path directory;

    static class AttachedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0)
        double study(double x) {
            return x;
        }
    }

    private List<Event> published(Map<String, String> settings, OutputDirectoryCreator output) {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.resolve("tune").toString())
                .configurationParameter("tune.verbose", "0")
                .configurationParameters(settings)
                .outputDirectoryCreator(output)
                .selectors(selectClass(AttachedTestCase.class))
                .execute()
                .containerEvents()
                .fileEntryPublished()
                .stream()
                .toList();
    }

    private OutputDirectoryCreator output() {
        return new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return directory.resolve("output");
            }

            @Override
            public Path createOutputDirectory(TestDescriptor node) throws IOException {
                return Files.createDirectories(getRootDirectory()
                        .resolve(node.getUniqueId().getLastSegment().getType()));
            }
        };
    }

    @Test
    void should_attach_the_files_of_a_study_to_its_container() {
        List<Event> events = published(Map.of("junit.platform.reporting.open.xml.enabled", "true"), output());

        Path attached = directory.resolve("output/study");
        assertThat(events).allMatch(event -> event.getTestDescriptor() instanceof StudyDescriptor);
        assertThat(events.stream().map(event -> event.getRequiredPayload(FileEntry.class)))
                .extracting(FileEntry::getPath, entry -> entry.getMediaType().orElseThrow())
                .containsExactly(
                        tuple(attached.resolve("report.html"), "text/html"),
                        tuple(attached.resolve("best.json"), "application/json"),
                        tuple(attached.resolve("trials.csv"), "text/csv"),
                        tuple(attached.resolve("gate.json"), "application/json"));
        assertThat(attached.resolve("best.json"))
                .hasSameTextualContentAs(
                        directory.resolve("tune/" + AttachedTestCase.class.getName() + ".study/best.json"));
        assertThat(attached.resolve("report.html"))
                .content()
                .contains("AttachedTestCase.study")
                .doesNotContain("../index.html");
    }

    @Test
    void should_attach_no_page_where_none_is_wanted() {
        assertThat(
                        published(
                                        Map.of("junit.platform.reporting.output.dir", "given", "tune.report", "off"),
                                        output())
                                .stream()
                                .map(event -> event.getRequiredPayload(FileEntry.class)
                                        .getPath()
                                        .getFileName()))
                .map(Path::toString)
                .containsExactly("best.json", "trials.csv", "gate.json");
    }

    @Test
    void should_attach_nothing_where_nobody_asked_for_reports_of_the_platform() {
        assertThat(published(Map.of(), output())).isEmpty();
        assertThat(directory.resolve("output")).doesNotExist();
    }

    @Test
    void should_keep_the_result_where_nothing_can_be_attached() {
        OutputDirectoryCreator full = new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return directory;
            }

            @Override
            public Path createOutputDirectory(TestDescriptor node) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        assertThat(published(Map.of("junit.platform.reporting.open.xml.enabled", "true"), full))
                .isEmpty();
        assertThat(directory.resolve("tune/" + AttachedTestCase.class.getName() + ".study/report.html"))
                .exists();
    }

    @Test
    void should_stand_in_the_report_of_open_test_reporting() throws IOException {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new TuneEngine())
                .build();
        LauncherFactory.create(config)
                .execute(request()
                        .selectors(selectClass(AttachedTestCase.class))
                        .configurationParameter("junit.platform.reporting.open.xml.enabled", "true")
                        .configurationParameter(
                                "junit.platform.reporting.output.dir",
                                directory.resolve("reports").toString())
                        .configurationParameter(
                                "tune.dir", directory.resolve("tune").toString())
                        .configurationParameter("tune.verbose", "0")
                        .build());

        String report = Files.readString(directory.resolve("reports/open-test-report.xml"));
        List<String> attached = Pattern.compile("<file mediaType=\"[a-z/]+\" path=\"([^\"]+)\"")
                .matcher(report)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(attached)
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactly("report.html", "best.json", "trials.csv", "gate.json");
        assertThat(attached)
                .allSatisfy(path ->
                        assertThat(directory.resolve("reports").resolve(path)).isNotEmptyFile());
    }
}
