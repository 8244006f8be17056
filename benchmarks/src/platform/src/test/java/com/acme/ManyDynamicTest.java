package com.acme;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** As many dynamic tests as {@link ManyTrialsTest} has trials. */
class ManyDynamicTest {
    @TestFactory
    Stream<DynamicTest> root() {
        return IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> dynamicTest("root of " + i, () -> assertTrue(Math.sqrt(i) >= 1)));
    }
}
