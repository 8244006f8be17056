package dev.jtune.bench.crash;

import dev.jtune.bench.Command;
import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import dev.jtune.bench.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Runs of 200 trials, killed at random moments, each gone on with until it is at its end. */
public final class Crash {
    private static final int KILLS = 300;
    private static final int QUICK_KILLS = 20;
    private static final int SMALLEST_DISK = 64;
    private static final int LARGEST_GROWTH = 800;
    private static final int LONGEST_DELAY = 1000;

    /** One life in so many is killed while it starts and reads its journal. */
    private static final int EARLY = 5;

    private final Path scratch;
    private final Random random;
    private final Map<Experiment, List<String>> tables = new EnumMap<>(Experiment.class);
    private int runs;

    private Crash(Path scratch, long seed) {
        this.scratch = scratch;
        this.random = new Random(seed);
    }

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Set.of(), Set.of("--kills", "--seed"), Crash::measure, arguments);
    }

    private static Outcome measure(Options options) throws Exception {
        int kills = options.value("--kills").map(Integer::valueOf).orElse(options.has("--quick") ? QUICK_KILLS : KILLS);
        long seed = options.value("--seed").map(Long::valueOf).orElseGet(System::nanoTime);
        System.out.println("seed " + seed);
        Outcome outcome = new Outcome("crash");
        try (ScratchDirectory directory = ScratchDirectory.create()) {
            Crash crash = new Crash(directory.path(), seed);
            for (Hazard hazard : Hazard.values()) {
                crash.strike(hazard, kills)
                        .addTo(outcome, hazard.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
            try {
                crash.fill(options.has("--quick") ? 1 : Experiment.values().length)
                        .addTo(outcome, "full disk");
            } catch (IOException e) {
                System.out.println("no full disk, which takes a file system of a fixed size: " + e.getMessage());
            }
        }
        return outcome;
    }

    private Tally strike(Hazard hazard, int kills) throws Exception {
        Tally tally = new Tally();
        Experiment[] experiments = Experiment.values();
        for (int i = 0; i < experiments.length; i++) {
            int share = kills * (i + 1) / experiments.length;
            while (tally.kills < share) {
                strike(hazard, experiments[i], share, tally);
            }
        }
        return tally;
    }

    /** Run an experiment to its end, killed again and again until there were enough kills. */
    private void strike(Hazard hazard, Experiment experiment, int kills, Tally tally) throws Exception {
        List<String> expected = expected(experiment);
        Lives lives = lives(experiment);
        Judge judge = new Judge(lives);
        boolean over = false;
        while (!over && judge.complaints().isEmpty()) {
            over = tally.kills < kills ? live(lives, tally) : lives.toTheEnd() || failed(lives);
            if (!over) {
                hazard.strike(lives, judge, random);
            }
        }
        if (judge.complaints().isEmpty()) {
            judge.judgeTable(expected);
        }
        tally.add(judge, lives);
    }

    /** Run experiments on a disk that is too small, and grows a little each time it is full. */
    private Tally fill(int experiments) throws Exception {
        Tally tally = new Tally();
        for (Experiment experiment : List.of(Experiment.values()).subList(0, experiments)) {
            List<String> expected = expected(experiment);
            int kilobytes = SMALLEST_DISK;
            try (FullDisk disk = FullDisk.mount(scratch.resolve("disk"), kilobytes)) {
                Lives lives = new Lives(experiment, disk.path().resolve("study"), scratch.resolve("full" + runs++));
                Judge judge = new Judge(lives);
                while (judge.complaints().isEmpty() && !lives.toTheEnd()) {
                    tally.kills++;
                    judge.judgeJournal();
                    kilobytes += 1 + random.nextInt(LARGEST_GROWTH);
                    disk.resize(kilobytes);
                }
                if (judge.complaints().isEmpty()) {
                    judge.judgeTable(expected);
                }
                tally.add(judge, lives);
            }
        }
        return tally;
    }

    /** Live and be killed; tell whether the run came to its end before. */
    private boolean live(Lives lives, Tally tally) throws Exception {
        long start = System.nanoTime();
        Process life = lives.start();
        if (random.nextInt(EARLY) == 0) {
            Thread.sleep(random.nextInt(Math.max(1, tally.startMillis)));
        } else {
            Lives.awaitReady(life);
            tally.startMillis = (int) ((System.nanoTime() - start) / 1_000_000);
            Thread.sleep(random.nextInt(LONGEST_DELAY));
        }
        if (Lives.kill(life)) {
            tally.kills++;
            return false;
        }
        return Lives.end(life) || failed(lives);
    }

    private static boolean failed(Lives lives) throws IOException {
        throw new IllegalStateException(lives.experiment() + " failed:\n"
                + Files.readString(lives.files().log()));
    }

    private Lives lives(Experiment experiment) {
        Path directory = scratch.resolve(Integer.toString(runs++));
        return new Lives(experiment, directory.resolve("study"), directory.resolve("traces"));
    }

    /** Return the table of the run that is not interrupted. */
    private List<String> expected(Experiment experiment) throws Exception {
        if (!tables.containsKey(experiment)) {
            Lives lives = lives(experiment);
            if (!lives.toTheEnd()) {
                failed(lives);
            }
            tables.put(experiment, Files.readAllLines(lives.files().table()));
        }
        return tables.get(experiment);
    }

    /** What came of all runs with one hazard. */
    private static final class Tally {
        private int kills;
        private int experiments;
        private int wrong;
        private long judged;
        private long loaded;
        private int startMillis = 1000;

        void add(Judge judge, Lives lives) throws IOException {
            experiments++;
            wrong += judge.complaints().size();
            judged += judge.judged();
            loaded += Acknowledged.read(lives.files().acknowledged()).stream()
                    .filter("loaded"::equals)
                    .count();
            for (String complaint : judge.complaints()) {
                System.out.println(lives.experiment() + " in " + lives.study() + ": " + complaint);
            }
        }

        void addTo(Outcome outcome, String hazard) {
            number(outcome, hazard + (hazard.equals("full disk") ? ": times that it was full" : ": kills"), kills);
            number(outcome, hazard + ": runs", experiments);
            number(outcome, hazard + ": acknowledged results and ends looked up", (double) judged);
            number(outcome, hazard + ": checkpoints loaded", (double) loaded);
            outcome.atMost(hazard + ": lost, twice, torn or different", one(wrong), 0, "");
        }

        private static void number(Outcome outcome, String name, double value) {
            outcome.number(name, one(value), "");
        }

        private static Samples one(double value) {
            return Samples.of(DoubleStream.of(value));
        }
    }
}
