package dev.jtune.bench.platform;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** As many dynamic tests as {@link ScaleTuneTest} has trials. */
class ScaleJupiterTest {
    static double sink;

    @TestFactory
    Stream<DynamicTest> tenThousand() {
        return IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> DynamicTest.dynamicTest("test " + i, () -> sink = Math.sqrt(i)));
    }
}
