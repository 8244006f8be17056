package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what keeps a module's studies from being run or judged; most of it leaves a build green. */
final class Examination {
    private static final long MEGABYTE = 1 << 20;
    private static final long SMALL_HEAP = 512 * MEGABYTE;

    private final TunedModule module;
    private final List<DeclaredStudy> declared;
    private final List<Finding> findings = new ArrayList<>();

    /** How bad a finding is. */
    enum Level {
        /** As it should be. */
        FINE,
        /** Works, and may not do so elsewhere or later. */
        HINT,
        /** Keeps studies from being run or judged. */
        PROBLEM
    }

    /** What was found, with the fix where there is something to fix. */
    record Finding(Level level, String message) {}

    Examination(TunedModule module, List<DeclaredStudy> declared) {
        this.module = module;
        this.declared = declared;
    }

    /**
     * Return all that was found.
     *
     * @param ownVersion the version of the plugin
     * @param isCheckBound whether the build runs {@code tune:check}
     * @param memory the memory of the machine in bytes, of which a JVM takes a quarter as its heap
     */
    List<Finding> findings(String ownVersion, boolean isCheckBound, long memory) throws IOException {
        studies();
        runs();
        engine(ownVersion);
        classNames();
        parameterNames();
        if (!isCheckBound) {
            hint("TUNE-614 tune:check is not bound, so that a study which is not run goes unnoticed; add to the plugin:"
                    + " <executions><execution><goals><goal>check</goal></goals></execution></executions>");
        }
        heap(memory);
        baselines();
        return List.copyOf(findings);
    }

    private void studies() throws IOException {
        long run = declared.stream()
                .filter(study -> Files.exists(module.directory(study)))
                .count();
        fine(GateSummary.count(declared.size()) + " declared, " + run + " with a result in "
                + module.shown(module.studies()));
        for (Path directory : directories()) {
            String name = directory.getFileName().toString();
            if (declared.stream().noneMatch(study -> study.fullName().equals(name))) {
                hint("TUNE-616 " + module.shown(directory) + ": results of a study that no test class declares;"
                        + " mvn clean removes them");
            }
        }
    }

    private List<Path> directories() throws IOException {
        if (!Files.isDirectory(module.studies())) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(module.studies())) {
            return list.filter(directory -> Files.exists(directory.resolve("trials.jsonl")))
                    .sorted()
                    .toList();
        }
    }

    private void runs() {
        module.runs().stream()
                .map(run -> new Version(run.plugin(), run.version(), run.isTooOld(), run.isUntested(), run.isPinned()))
                .distinct()
                .forEach(this::version);
        for (TestRun run : module.runs()) {
            if (!run.engines().isEmpty()) {
                problem("TUNE-612 " + run.engines() + " of " + run.plugin()
                        + " leaves out the engine tune; let it have tune");
            }
            if (run.skipped() != null) {
                problem("TUNE-612 tests of " + run.plugin() + " are skipped by " + run.skipped() + "; leave it out");
            }
        }
    }

    private record Version(
            TestRun.Kind plugin, String number, boolean isTooOld, boolean isUntested, boolean isPinned) {}

    private void version(Version version) {
        String plugin = version.plugin() + " " + version.number();
        String pin = "; in <plugins>: <plugin><artifactId>" + version.plugin().artifactId() + "</artifactId><version>"
                + TestRun.NEWEST + "</version></plugin>";
        if (version.isTooOld()) {
            problem("TUNE-610 " + plugin + " knows no JUnit Platform: no study is run, and the build is green" + pin);
        } else if (version.isUntested()) {
            hint("TUNE-610 " + plugin + " is older than " + TestRun.TESTED + ", the oldest that studies are tested with"
                    + pin);
        } else if (!version.isPinned()) {
            hint("TUNE-611 no pom says which " + version.plugin() + " runs the tests: it is " + version.number()
                    + " by this Maven, and may be one without studies by another" + pin);
        } else {
            fine(plugin + ", set by a pom");
        }
    }

    private void engine(String ownVersion) {
        if (!module.hasEngine()) {
            problem(
                    "TUNE-612 dev.jtune:tune-engine is not on the class path of the tests, and nothing else runs studies;"
                            + " add it with scope test");
        } else if (!ownVersion.equals(module.engineVersion()) && !ownVersion.isEmpty()) {
            hint("TUNE-617 the engine is " + module.engineVersion() + " and this plugin " + ownVersion
                    + "; give both one version");
        } else {
            fine("tune-engine " + module.engineVersion());
        }
    }

    private void classNames() {
        String includes = module.runs().stream()
                .map(run -> run.plugin() + " (" + String.join(", ", run.includes()) + ")")
                .distinct()
                .collect(Collectors.joining(" and "));
        declared.stream()
                .filter(study -> module.runs(study).isEmpty())
                .map(study -> study.className().contains("$")
                        ? "TUNE-613 " + study.shortName() + ": classes in classes are not run; move "
                                + study.simpleClassName() + " to a file of its own"
                        : "TUNE-613 " + study.shortName() + ": the includes of " + includes + " do not take "
                                + study.simpleClassName() + "; name it " + study.simpleClassName()
                                + "Test, or add it to the includes")
                .distinct()
                .forEach(this::problem);
    }

    private void parameterNames() {
        List<String> nameless = declared.stream()
                .filter(study -> !study.namesParameters())
                .map(DeclaredStudy::shortName)
                .toList();
        if (!nameless.isEmpty()) {
            hint("TUNE-615 the classes of " + String.join(", ", nameless)
                    + " are compiled without -parameters: the names"
                    + " of hyperparameters come from debug information, and are lost with -g:none;"
                    + " set <maven.compiler.parameters>true</maven.compiler.parameters> in <properties>");
        }
    }

    private void heap(long memory) {
        String argLine = module.runs().get(0).argLine();
        boolean isSet = argLine.contains("-Xmx");
        long byDefault = memory / 4;
        if (!isSet && byDefault < SMALL_HEAP) {
            hint("TUNE-618 trials have " + byDefault / MEGABYTE + " MB of heap, a quarter of this machine's memory;"
                    + " give more: <argLine>-Xmx1g</argLine> of Surefire");
        } else {
            fine(
                    isSet
                            ? "heap of the tests: " + argLine
                            : String.format(
                                    Locale.ROOT,
                                    "heap of the tests: %d MB, a quarter of the memory",
                                    byDefault / MEGABYTE));
        }
    }

    private void baselines() throws IOException {
        Path directory = module.basedir().resolve(TunedModule.BASELINES);
        if (!Files.isDirectory(directory)) {
            return;
        }
        Map<Path, String> studies = new TreeMap<>();
        try (Stream<Path> list = Files.list(directory)) {
            for (Path file : list.sorted().toList()) {
                if (file.toString().endsWith(".json.new")) {
                    hint("TUNE-619 " + module.shown(file) + " waits; accept it with: mvn tune:accept");
                } else if (file.toString().endsWith(".json")) {
                    read(file, studies);
                }
            }
        }
        studies.forEach((file, study) -> {
            if (declared.stream().noneMatch(each -> each.shortName().equals(study))) {
                hint("TUNE-616 " + module.shown(file) + ": the baseline of " + study
                        + ", which no test class declares; delete it");
            }
        });
        fine(studies.size() + (studies.size() == 1 ? " baseline" : " baselines") + " can be read");
    }

    private void read(Path file, Map<Path, String> studies) {
        try {
            studies.put(file, Baseline.read(file).orElseThrow().study());
        } catch (InvalidDeclarationException e) {
            problem(String.valueOf(e.getMessage()));
        }
    }

    private void fine(String message) {
        findings.add(new Finding(Level.FINE, message));
    }

    private void hint(String message) {
        findings.add(new Finding(Level.HINT, message));
    }

    private void problem(String message) {
        findings.add(new Finding(Level.PROBLEM, message));
    }
}
