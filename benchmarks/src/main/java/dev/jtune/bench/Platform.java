package dev.jtune.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What studies cost beside Jupiter's tests in real Maven builds. */
public final class Platform {
    private static final int MANY = 10_000;

    private static final List<String> WITHOUT_PAGES = List.of(
            "-P" + TestBuild.TRIALS_FIRST, "-Dtest=SmallStudyTest", "-Dtune.dashboard=off", "-Dtune.report=off");

    private Platform() {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Platform::measure, arguments);
    }

    private static Outcome measure(boolean quick) throws IOException {
        TestBuild build = TestBuild.prepare();
        Outcome outcome = new Outcome("platform");
        many(build, TestBuild.TRIALS_FIRST, outcome, quick ? 3 : 7);
        many(build, TestBuild.DYNAMIC_TESTS_FIRST, outcome, quick ? 3 : 7);
        few(build, outcome, quick ? 5 : 15);
        return outcome;
    }

    private static void many(TestBuild build, String profile, Outcome outcome, int builds) throws IOException {
        double[] trials = new double[builds];
        double[] tests = new double[builds];
        for (int i = 0; i < builds; i++) {
            TestBuild.Run run = build.test(profile, "ManyTrialsTest", "ManyDynamicTest");
            if (!run.first().equals(profile.equals(TestBuild.TRIALS_FIRST) ? "ManyTrialsTest" : "ManyDynamicTest")) {
                throw new IllegalStateException(profile + " ran " + run.first() + " first");
            }
            trials[i] = run.testClass("ManyTrialsTest", MANY).seconds();
            tests[i] = run.testClass("ManyDynamicTest", MANY).seconds();
        }
        Samples ratios = Samples.of(IntStream.range(0, builds).mapToDouble(i -> trials[i] / tests[i]));
        outcome.number("10,000 trials, " + profile, Samples.of(DoubleStream.of(trials)), "s")
                .number("10,000 dynamic tests, " + profile, Samples.of(DoubleStream.of(tests)), "s")
                .atMost("trials to dynamic tests, " + profile, ratios, 2, "");
    }

    /** Builds of either kind take turns; which goes first changes, too. */
    private static void few(TestBuild build, Outcome outcome, int pairs) throws IOException {
        List<Double> empty = new ArrayList<>();
        List<Double> study = new ArrayList<>();
        List<Double> inside = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> pages = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            if (i % 2 == 0) {
                empty.add(build.test(TestBuild.TRIALS_FIRST, "EmptyTest").seconds());
            }
            TestBuild.Run run = build.test(TestBuild.TRIALS_FIRST, "SmallStudyTest");
            study.add(run.seconds());
            inside.add(run.testClass("SmallStudyTest", 21).seconds());
            double all = run.testClass("SmallStudyTest", 21).cpuSeconds();
            cpu.add(all);
            pages.add(all
                    - build.test(WITHOUT_PAGES).testClass("SmallStudyTest", 21).cpuSeconds());
            if (i % 2 == 1) {
                empty.add(build.test(TestBuild.TRIALS_FIRST, "EmptyTest").seconds());
            }
        }
        outcome.number("Maven with an empty Jupiter test", samples(empty), "s")
                .number("Maven with a study of 20 trials", samples(study), "s")
                .atMost(
                        "the study beyond the empty test",
                        Samples.of(IntStream.range(0, pairs).mapToDouble(i -> study.get(i) - empty.get(i))),
                        0.3,
                        "s")
                .number("between start and end of its class", samples(inside), "s")
                .number("CPU time of that", samples(cpu), "s")
                .number("of which for the live page and the report", samples(pages), "s");
    }

    private static Samples samples(List<Double> values) {
        return Samples.of(values.stream().mapToDouble(Double::doubleValue));
    }
}
