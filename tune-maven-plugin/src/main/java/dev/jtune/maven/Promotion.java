package dev.jtune.maven;

import dev.jtune.BestConfig;
import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.gate.GateReport;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoFailureException;

/** Carries the best configuration of a study into the code that goes to production. */
final class Promotion {
    private final TunedModule module;

    Promotion(TunedModule module) {
        this.module = module;
    }

    /**
     * Write a study's best configuration: the one that was confirmed, else the best of the search.
     *
     * @param resources the directory of the module's resources
     * @param resource the file in it, {@code .properties} or {@code .json}
     * @return what to tell
     * @throws MojoFailureException TUNE-621 or TUNE-622 if it is no such file, or what the study fails with if it does
     */
    String promote(DeclaredStudy study, Path resources, String resource) throws MojoFailureException, IOException {
        Path file = resources.resolve(resource).normalize();
        if (!file.startsWith(resources) || !resource.matches(".+\\.(properties|json)")) {
            throw new MojoFailureException("TUNE-621 " + study.shortName() + ": \"" + resource
                    + "\" is no .properties or .json file in " + module.shown(resources));
        }
        StudyVerdict verdict = new StudyCheck(module).judge(study);
        if (verdict.fails()) {
            throw new MojoFailureException(verdict.message() + "\n" + "so that it is not promoted");
        }
        Config config = best(study);
        String text = resource.endsWith(".json")
                ? Json.writeLines(new TreeMap<>(config.asMap()))
                : BestConfig.toProperties(config);
        Files.createDirectories(file.getParent());
        boolean isNews = Files.notExists(file) || !Files.readString(file).equals(text);
        if (isNews) {
            Files.writeString(file, text);
        }
        return study.shortName() + ": " + config
                + (isNews ? "; commit " + module.shown(file) : " is in " + module.shown(file) + " already");
    }

    private Config best(DeclaredStudy study) throws MojoFailureException {
        Path directory = module.directory(study);
        Optional<Config> confirmed = GateReport.read(directory)
                .flatMap(report -> Optional.ofNullable(report.confirm()))
                .filter(confirmation -> !confirmation.metric().equals(Gate.HYPERVOLUME)) // a front is no configuration
                .map(confirmation -> confirmation.config());
        Path file = directory.resolve("best.json");
        if (confirmed.isEmpty() && Files.notExists(file)) {
            throw new MojoFailureException("TUNE-622 " + study.shortName()
                    + ": no trial has a score, so there is no best; see " + module.shown(directory));
        }
        return confirmed.orElseGet(() -> BestConfig.load(file));
    }
}
