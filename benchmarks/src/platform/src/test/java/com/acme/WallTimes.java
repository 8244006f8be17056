package com.acme;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes a line for each class of tests: its name, its wall time in nanoseconds, how many tests have passed since the last line, and the CPU
 * time of the JVM in nanoseconds.
 */
public class WallTimes implements TestExecutionListener {
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Map<String, Long> cpu = new ConcurrentHashMap<>();
    private final AtomicInteger passed = new AtomicInteger();

    @Override
    public void executionStarted(TestIdentifier test) {
        testClass(test).ifPresent(name -> {
            cpu.put(name, system.getProcessCpuTime());
            started.put(name, System.nanoTime());
        });
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            passed.incrementAndGet();
        }
        testClass(test).ifPresent(name -> {
            long nanos = System.nanoTime() - started.get(name);
            write(name + " " + nanos + " " + passed.getAndSet(0) + " "
                    + (system.getProcessCpuTime() - cpu.get(name)) + "\n");
        });
    }

    private static Optional<String> testClass(TestIdentifier test) {
        return test.isContainer()
                ? test.getSource()
                        .filter(ClassSource.class::isInstance)
                        .map(source -> ((ClassSource) source).getJavaClass().getSimpleName())
                : Optional.empty();
    }

    private static void write(String line) {
        try {
            Files.writeString(
                    Path.of("target", "wall-times"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
