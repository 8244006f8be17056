package dev.jtune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForkLockTests {
    @TempDir
    Path directory;

    /** Count in a class loader that has a copy of its own of the lock. */
    private void countElsewhere() throws Exception {
        URL[] classes = {ForkLock.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Class<?> lock = loader.loadClass(ForkLock.class.getName());
            Class<?> action = loader.loadClass(ForkLock.Action.class.getName());
            Object counting = Proxy.newProxyInstance(loader, new Class<?>[] {action}, (proxy, method, arguments) -> {
                CountingFork.count(directory);
                return null;
            });
            for (int i = 0; i < CountingFork.TIMES; i++) {
                lock.getMethod("holding", Path.class, action).invoke(null, directory.resolve("lock"), counting);
            }
        }
    }

    @Test
    void should_let_one_after_the_other_act_in_whatever_class_loader_of_a_process() throws Exception {
        List<FutureTask<Void>> counting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                countElsewhere();
                return null;
            });
            counting.add(task);
            new Thread(task).start();
        }
        for (FutureTask<Void> task : counting) {
            task.get(50, TimeUnit.SECONDS);
        }
        assertThat(directory.resolve("counter")).hasContent(Integer.toString(3 * CountingFork.TIMES));
    }

    @Test
    void should_let_one_after_the_other_act_in_whatever_process() throws Exception {
        List<Process> forks = List.of(CountingFork.start(directory), CountingFork.start(directory));
        try {
            for (Process fork : forks) {
                fork.inputReader().readLine();
            }
            for (Process fork : forks) {
                fork.getOutputStream().write('\n');
                fork.getOutputStream().flush();
            }
            for (Process fork : forks) {
                assertThat(fork.waitFor(50, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(directory.resolve("counter")).hasContent(Integer.toString(2 * CountingFork.TIMES));
        } finally {
            forks.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void should_give_way_when_an_action_fails() throws IOException {
        Path lock = directory.resolve("lock");
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> ForkLock.holding(lock, () -> {
                        throw new IOException("no");
                    })))
                    .hasMessage("no");
        }
        ForkLock.holding(lock, () -> CountingFork.count(directory));
        assertThat(directory.resolve("counter")).hasContent("1");
    }
}
