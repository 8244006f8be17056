package dev.jtune.declare;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.Resume;
import dev.jtune.run.StudyLocation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Settings from outside the code: system properties and {@code junit-platform.properties}.
 *
 * <p>{@code tune.default.X} stands in where an annotation is silent; {@code tune.X} overrides it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Settings {
    /**
     * What to run: {@value}; {@code search} (the default), {@code verify} (the committed configuration of studies with a baseline), {@code
     * smoke} (two trials and no gate) or {@code off}.
     */
    public static final String RUN = "tune.run";
    /** Samples of every study: {@value}. */
    public static final String NUM_SAMPLES = "tune.numSamples";
    /** Wall time of every study, such as {@code 10m}: {@value}. */
    public static final String TIME_BUDGET = "tune.timeBudget";
    /** About how long a trial of every study takes, such as {@code 50ms}: {@value}. */
    public static final String TIME_PER_TRIAL = "tune.timePerTrial";
    /** Trials at a time in every study: {@value}. */
    public static final String MAX_CONCURRENT_TRIALS = "tune.maxConcurrentTrials";
    /** Whether every study repeats itself exactly, {@code true} or {@code false}: {@value}. */
    public static final String DETERMINISTIC = "tune.deterministic";
    /** Whether every study goes on with its interrupted run, {@code never}, {@code auto} or {@code required}: {@value}. */
    public static final String RESUME = "tune.resume";
    /** Seed of every study: {@value}. */
    public static final String SEED = "tune.seed";
    /** The backend that runs the trials of every study, by name: {@value}; {@code threads} is always there. */
    public static final String BACKEND = "tune.backend";
    /** Numbers of recorded trials to run again, instead of a search: {@value}, as {@code 7,9}. */
    public static final String TRIALS = "tune.trials";
    /** A configuration to run, instead of a search: {@value}, as {@code rate=0.01, hidden=32}. */
    public static final String CONFIG = "tune.config";
    /** Whether save and load are checked before the trials of a class: {@value}; {@code off} skips it. */
    public static final String CONTRACT = "tune.contract";
    /** How much is printed: {@value}; 0 the end only, 1 (the default) improvements, 2 every trial. */
    public static final String VERBOSE = "tune.verbose";
    /** Whether pages are written for people to look at: {@value}; {@code off} leaves them to {@code mvn tune:report}. */
    public static final String REPORT = "tune.report";
    /** Whether runs are shown in a browser while they go on: {@value}; {@code auto} (the default: unless nobody watches), {@code off} or a port. */
    public static final String DASHBOARD = "tune.dashboard";
    /** Further files and places that every study is written to, such as {@code optuna, tensorboard}: {@value}. */
    public static final String LOG = "tune.log";
    /** The directory of all studies, a path or a URI: {@value}; {@code target/tune} by default. */
    public static final String DIR = "tune.dir";
    /** The directory of baselines that have no name of their own: {@value}; {@code src/test/tune} in the project by default. */
    public static final String BASELINES = "tune.baselines";
    /** Whether nobody watches, so that a missing baseline fails and is not written: {@value}; as the variable {@code CI} says by default. */
    public static final String IS_CI = "tune.ci";

    private static final String PREFIX = "tune.";
    private static final String DEFAULT_PREFIX = "tune.default.";

    private final Function<String, Optional<String>> source;

    /** Create settings that are looked up in {@code source}. */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** What a run does. */
    public enum Run {
        /** Search, and judge the gates. */
        SEARCH,
        /** Evaluate the committed configuration again, and compare it with its baseline; no search. */
        VERIFY,
        /** Run two trials and no gate: does the objective still work? */
        SMOKE,
        /** Skip every study. */
        OFF
    }

    private Optional<String> get(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Return what overrides an annotation, else what the annotation says, else the default, else nothing. */
    Optional<String> resolve(String key, String annotated) {
        return get(key).or(() -> annotated.isEmpty() ? Optional.empty() : Optional.of(annotated))
                .or(() -> get(DEFAULT_PREFIX + key.substring(PREFIX.length())));
    }

    /** Return a setting that is true or false. */
    boolean resolve(String key, boolean annotated, String place, List<Problem> problems) {
        String text = resolve(key, annotated ? "true" : "").orElse("false");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            problems.add(new Problem("TUNE-237", place, key + " is \"" + text + "\"", "give true or false"));
        }
        return text.equalsIgnoreCase("true");
    }

    /** Return whether an interrupted run is gone on with. */
    Resume resume(Resume annotated, String place, List<Problem> problems) {
        String text = resolve(RESUME, annotated == Resume.NEVER ? "" : annotated.name())
                .orElse(Resume.NEVER.name());
        for (Resume resume : Resume.values()) {
            if (resume.name().equalsIgnoreCase(text)) {
                return resume;
            }
        }
        problems.add(new Problem("TUNE-239", place, RESUME + " is \"" + text + "\"", "give never, auto or required"));
        return Resume.NEVER;
    }

    /** Return an integer setting of at least 1; 0 where nothing sets it. */
    int resolve(String key, int annotated, String place, List<Problem> problems) {
        Optional<String> text = resolve(key, annotated == 0 ? "" : Integer.toString(annotated));
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        String said = annotated != 0 && get(key).isEmpty() ? key.substring(PREFIX.length()) : key;
        problems.add(new Problem(
                "TUNE-230", place, said + " is \"" + text.get() + "\"", "give a whole number of at least 1"));
        return 0;
    }

    /**
     * Return what the run does.
     *
     * @throws InvalidDeclarationException if the setting is unknown
     */
    public Run run() {
        String text = get(RUN).orElse("search");
        return Arrays.stream(Run.values())
                .filter(run -> run.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new InvalidDeclarationException(new Problem(
                        "TUNE-231",
                        RUN,
                        "there is no '" + text + "'",
                        "use one of "
                                + Arrays.stream(Run.values())
                                        .map(run -> run.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    /**
     * Return the numbers of the trials to run again; none for a search.
     *
     * @throws InvalidDeclarationException if one is no number
     */
    public Set<Integer> trials() {
        Set<Integer> numbers = new TreeSet<>();
        for (String text : get(TRIALS).map(list -> list.split(",")).orElse(new String[0])) {
            try {
                numbers.add(Integer.parseInt(text.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-232", TRIALS, "\"" + text.strip() + "\" is no number of a trial", "give numbers: 7,9"));
            }
        }
        return numbers;
    }

    /** Return the configuration to run instead of a search. */
    public Optional<String> config() {
        return get(CONFIG);
    }

    /** Return the name of the backend, unless an annotation chooses one and only the default says otherwise. */
    Optional<String> backend(boolean annotated) {
        return get(BACKEND).or(() -> annotated ? Optional.empty() : resolve(BACKEND, ""));
    }

    /** Return the names of the loggers that write every study. */
    List<String> loggers() {
        return Arrays.stream(resolve(LOG, "").orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** Tell whether save and load are checked before the trials of a class. */
    public boolean checksContracts() {
        return !get(CONTRACT).orElse("on").equalsIgnoreCase("off");
    }

    /** Tell whether a page is written at the end of a study. */
    public boolean writesReport() {
        return !get(REPORT).orElse("on").equalsIgnoreCase("off");
    }

    /** Return the port of the page that shows a run while it goes on, 0 for any; empty where there is to be none. */
    public OptionalInt dashboard() {
        String text = get(DASHBOARD).orElse("auto").toLowerCase(Locale.ROOT);
        if (text.matches("\\d{1,5}")) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        boolean isWatched = text.equals("auto") && !isCi() && verbose() > 0;
        return isWatched ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** Return how much is printed: 0, 1 or 2. */
    public int verbose() {
        return get(VERBOSE)
                .filter(text -> text.matches("[012]"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** Return the directory of all studies. */
    public Path directory() {
        return StudyLocation.of(DIR, get(DIR).orElse("target/tune"));
    }

    /** Return the directory of the project, which is not always the working directory of its tests. */
    Path project() {
        return Path.of(System.getProperty("basedir", ""));
    }

    /** Return the directory of baselines. */
    Path baselines() {
        return project().resolve(get(BASELINES).orElse("src/test/tune"));
    }

    /** Tell whether this is a build that nobody watches. */
    boolean isCi() {
        String text =
                get(IS_CI).or(() -> Optional.ofNullable(System.getenv("CI"))).orElse("false");
        return !text.isBlank() && !text.equalsIgnoreCase("false") && !text.equals("0");
    }
}
