package dev.jtune.report.html;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Scope;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.Verdict;
import dev.jtune.importance.Importance;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.json.Json;
import dev.jtune.run.RecordedStudy;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Journals of runs that look like real ones: four slots, curves that are stopped at rungs, some failures, a conditional space. */
final class RecordedRuns {
    static final String STUDY = "com.acme.ChurnTest.model";
    static final String RUN = "20261125-081500-7f3a";

    static final ParamSpace CONDITIONAL = ParamSpace.parse(
            "model   = choice('network', 'boosting', 'linear')",
            "rate    = loguniform(1e-4, 0.1) if model in ('network', 'boosting')",
            "units   = qrandint(16, 256, 16) if model == 'network'",
            "act     = choice('relu', 'tanh', 'gelu') if model == 'network'",
            "depth   = randint(2, 13) if model == 'boosting'",
            "penalty = loguniform(1e-3, 1e3) if model == 'linear'",
            "dropout = uniform(0, 0.6)",
            "batch   = choice(16, 32, 64, 128)");

    private static final int[] RUNGS = {1, 3, 9, 27};
    private static final int SLOTS = 4;

    private RecordedRuns() {}

    /** Write a run of so many trials, and its gates. */
    static void write(Path directory, int trials, long seed) throws IOException {
        write(directory, trials, seed, List.of(new Objective("accuracy", Mode.MAX, Scope.LAST)));
    }

    static void write(Path directory, int trials, long seed, List<Objective> objectives) throws IOException {
        Files.createDirectories(directory);
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            journal.append(start(trials, objectives));
            new Simulation(journal, new Random(seed), objectives.size() > 1).run(trials);
            journal.append(new JournalEvent.RunEnded("all trials ended", Simulation.ORIGIN + 1, 0));
        }
        summarise(directory);
        if (objectives.size() == 1) {
            gates(directory);
        }
    }

    /** Write what is remembered of twelve runs before: a search a night, whose gates pass, waver, and fail once. */
    static void history(Path directory) throws IOException {
        List<Verdict> verdicts = List.of(Verdict.PASS, Verdict.INCONCLUSIVE, Verdict.PASS, Verdict.IMPROVED);
        Random random = new Random(3);
        for (int run = 0; run < 12; run++) {
            double value = 0.925 + 0.001 * run + 0.006 * random.nextGaussian();
            Verdict verdict = run == 7 ? Verdict.REGRESSED : verdicts.get(run % verdicts.size());
            List<Double> scores = IntStream.range(0, 101)
                    .mapToObj(i -> value - 0.3 * i / 100.0)
                    .toList();
            RunHistory.add(
                    directory,
                    new PastRun(
                            "run-" + run,
                            Instant.ofEpochMilli(Simulation.ORIGIN).minus(Duration.ofDays(12 - run)),
                            run % 3 == 0 ? "verify" : "search",
                            List.of("accuracy MAX"),
                            400,
                            scores,
                            List.of(
                                    new PastRun.Gate(
                                            "accuracy-baseline",
                                            "accuracy",
                                            verdict,
                                            run == 7,
                                            value,
                                            0.918 + 0.002 * (run / 4)),
                                    new PastRun.Gate(
                                            "accuracy-threshold",
                                            "accuracy",
                                            run == 2 ? Verdict.ERROR : Verdict.PASS,
                                            run == 2,
                                            run == 2 ? Double.NaN : value,
                                            0.9))));
        }
    }

    private static JournalEvent.RunStarted start(int trials, List<Objective> objectives) {
        return new JournalEvent.RunStarted(
                1,
                RUN,
                STUDY,
                152_608_179_590_640L,
                objectives,
                List.of(),
                trials,
                "auto",
                "ASHA",
                "3f1c9a",
                "b81d70",
                Map.of("samples", Integer.toString(trials), "concurrency", Integer.toString(SLOTS)),
                Simulation.ORIGIN);
    }

    private static void summarise(Path directory) throws IOException {
        RecordedStudy study = RecordedStudy.read(directory).orElseThrow();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("study", STUDY);
        summary.put("run", RUN);
        summary.put("metric", study.results().objectives().get(0).metric());
        summary.put("trials", study.results().size());
        summary.put("failed", study.results().numErrors());
        summary.put("space", CONDITIONAL.entries());
        summary.put("best", Map.of("score", study.results().best().score()));
        List<Object> shares = new ArrayList<>();
        for (Importance importance : Importance.of(CONDITIONAL, study.results())) {
            shares.add(Map.of(
                    "parameter", importance.param().name(),
                    "share", importance.share(),
                    "standardError", importance.standardError(),
                    "samples", importance.samples()));
        }
        summary.put("importance", shares);
        Files.writeString(directory.resolve("result.json"), Json.write(summary));
    }

    private static void gates(Path directory) throws IOException {
        new GateReport(
                        "ChurnTest.model",
                        "com.acme.ChurnTest",
                        "model",
                        RUN,
                        "search",
                        "b81d70",
                        "3f1c9a",
                        "21.0.5+11-LTS",
                        "Linux amd64",
                        List.of(new Judgement(
                                "accuracy-threshold",
                                "accuracy >= 0.9",
                                "accuracy",
                                Verdict.PASS,
                                false,
                                false,
                                0.94,
                                0.9,
                                "ChurnTest.model: accuracy 0.94 reaches the threshold 0.9",
                                null)),
                        new Confirmation(
                                13,
                                Config.of(Map.of("model", "network")),
                                27,
                                "accuracy",
                                Mode.MAX,
                                List.of(11L, 12L, 13L, 14L, 15L, 16L, 17L),
                                List.of(0.931, 0.936, 0.9335, 0.9412, 0.9297, 0.9358, 0.9377),
                                false,
                                0.944))
                .write(directory);
    }

    /** Lets trials run on the slots, a search drift to what is good, and rungs stop what is not. */
    private static final class Simulation {
        static final long ORIGIN = 1_795_594_500_000L;

        private final FileJournal journal;
        private final Random random;
        private final boolean two;
        private final long[] freeAt = new long[SLOTS];
        private Map<String, Object> best = Map.of();
        private double bestScore = -1;

        Simulation(FileJournal journal, Random random, boolean two) {
            this.journal = journal;
            this.random = random;
            this.two = two;
        }

        void run(int trials) {
            for (int trial = 1; trial <= trials; trial++) {
                Config config = CONDITIONAL.complete((Param param) -> draw(param));
                journal.append(new JournalEvent.TrialSuggested(trial, config, random.nextLong() & 0xffff, ""));
                evaluate(trial, config);
            }
        }

        private Object draw(Param param) {
            Object near = best.get(param.name());
            boolean exploit = near != null && random.nextDouble() < 0.7;
            if (param.domain() instanceof Domain.Choice choice) {
                return exploit
                        ? near
                        : choice.values().get(random.nextInt(choice.values().size()));
            }
            if (param.domain() instanceof Domain.Int whole) {
                long steps = (whole.upper() - whole.lower()) / whole.q();
                long step = exploit
                        ? (((Number) near).longValue() - whole.lower()) / whole.q() + random.nextInt(3) - 1
                        : random.nextLong(steps + 1);
                return whole.lower() + Math.max(0, Math.min(steps, step)) * whole.q();
            }
            Domain.Real real = (Domain.Real) param.domain();
            double lower = real.log() ? Math.log(real.lower()) : real.lower();
            double upper = real.log() ? Math.log(real.upper()) : real.upper();
            double value = exploit
                    ? (real.log() ? Math.log((Double) near) : (Double) near)
                            + 0.1 * (upper - lower) * random.nextGaussian()
                    : lower + (upper - lower) * random.nextDouble();
            value = Math.max(lower, Math.min(upper, value));
            return real.log() ? Math.max(real.lower(), Math.min(real.upper(), Math.exp(value))) : value;
        }

        private static double quality(Config config) {
            double quality = 0.6;
            double rate = config.asMap().get("rate") instanceof Double value ? Math.log10(value) : -2;
            if (config.asMap().get("units") instanceof Long units) {
                quality += 0.27 - 0.07 * Math.pow(rate + 1, 2) + 0.04 * (units / 256.0);
            } else if (config.asMap().get("depth") instanceof Long depth) {
                quality += 0.22 - 0.05 * Math.pow(rate + 1.8, 2) - 0.003 * Math.pow(depth - 6, 2);
            } else {
                quality += 0.15
                        - 0.02 * Math.pow(Math.log10((Double) config.asMap().get("penalty")), 2);
            }
            return quality - 0.25 * Math.pow((Double) config.asMap().get("dropout") - 0.2, 2);
        }

        private void evaluate(int trial, Config config) {
            int slot = 0;
            for (int i = 1; i < SLOTS; i++) {
                slot = freeAt[i] < freeAt[slot] ? i : slot;
            }
            long now = ORIGIN + freeAt[slot];
            journal.append(new JournalEvent.AttemptStarted(trial, 1, now, 4242, "build-7", "127.0.0.1", "cpu=1", null));
            long stepMillis = config.asMap().containsKey("units") ? 180 : 70 + random.nextInt(60);
            long begin = now;
            double quality = quality(config) + 0.012 * random.nextGaussian();
            double score = Double.NaN;
            String outcome = "Completed";
            String by = "";
            String reason = "";
            boolean diverges = random.nextDouble() < 0.012;
            for (int step = 1; step <= 27; step++) {
                now += stepMillis + random.nextInt(30);
                if (diverges && step == 2) {
                    outcome = "Failed";
                    reason = random.nextBoolean()
                            ? "java.lang.ArithmeticException: loss is NaN after " + trial
                                    + " batches\n\tat com.acme.Net.train(Net.java:87)\n\tat com.acme.ChurnTest.model(ChurnTest.java:31)"
                            : "java.lang.OutOfMemoryError: Java heap space\n\tat com.acme.Net.allocate(Net.java:40)";
                    break;
                }
                score = quality * (1 - 0.45 * Math.exp(-step / 4.5)) + 0.004 * random.nextGaussian();
                Map<String, Object> metrics = new LinkedHashMap<>();
                metrics.put("accuracy", score);
                if (two) {
                    metrics.put("millis", 2 + 20 * Math.pow(quality, 3) + 2 * random.nextDouble());
                }
                journal.append(
                        new JournalEvent.ResultReported(trial, 1, step, metrics, stepMillis / 1000.0, now, null));
                if (stopsAt(step, score)) {
                    outcome = "Stopped";
                    by = "ASHA";
                    reason = "worse than two thirds at " + step;
                    break;
                }
            }
            journal.append(
                    new JournalEvent.TrialEnded(trial, outcome, true, by, reason, score, now, (now - begin) / 1000.0));
            freeAt[slot] = now - ORIGIN + 40;
            if (outcome.equals("Completed") && score > bestScore) {
                bestScore = score;
                best = config.asMap();
            }
        }

        private boolean stopsAt(int step, double score) {
            for (int rung : RUNGS) {
                if (step == rung && rung < 27) {
                    double usual = 0.78 * (1 - 0.45 * Math.exp(-step / 4.5));
                    return score < usual + 0.02 * Math.log(rung) - 0.02 + 0.03 * random.nextGaussian();
                }
            }
            return false;
        }
    }
}
