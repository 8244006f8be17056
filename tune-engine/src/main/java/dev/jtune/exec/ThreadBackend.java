package dev.jtune.exec;

import dev.jtune.ResourceRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts on threads of this process, so that breakpoints and shared objects just work.
 *
 * <p>A thread whose attempt ends takes the next one itself: the run starts it from within {@link AttemptEvents#ended}, and no
 * other thread is woken.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ThreadBackend implements Backend {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition launched = lock.newCondition();
    private final Deque<Order> orders = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();
    private final ObjectPool pool = new ObjectPool();
    private final Ticker ticker;
    private final ResourceRequest.Bundle capacity;
    private int idle;
    private boolean closed;
    private volatile boolean warned;

    private record Order(Launch launch, AttemptEvents events) {}

    private record Running(AttemptDriver driver, Thread thread) {}

    /** Create a backend that offers this machine: its processors, the heap, and GPUs where there are any. */
    public ThreadBackend() {
        this(Machine.capacity(), Ticker.SYSTEM);
    }

    /** Create a backend with a capacity and a clock. */
    public ThreadBackend(ResourceRequest.Bundle capacity, Ticker ticker) {
        this.capacity = capacity;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public @Nullable String damage(Path checkpoint) {
        return CheckpointDirectories.damage(checkpoint);
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public ResourceRequest.Bundle capacity() {
        return capacity;
    }

    @Override
    public void start(Launch launch, AttemptEvents events) {
        Order order = new Order(launch, events);
        if (Thread.currentThread() instanceof Worker worker && worker.isOf(this) && worker.offer(order)) {
            return;
        }
        hand(order);
    }

    @Override
    public void beforeWait() {
        if (Thread.currentThread() instanceof Worker worker && worker.isOf(this) && worker.own != null) {
            hand(worker.own);
            worker.own = null;
        }
    }

    /** Give an order to a thread that is idle, or to a new one. */
    private void hand(Order order) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            orders.add(order);
            if (idle >= orders.size()) {
                launched.signal();
            } else {
                Worker worker = new Worker();
                workers.add(worker);
                worker.start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requestStop(int trial) {
        Running attempt = running.get(trial);
        if (attempt != null) {
            attempt.driver().requestStop();
        }
    }

    /** Interrupt its thread and leave it behind: nothing in a JVM can end a thread against its will. */
    @Override
    public StackTraceElement[] kill(int trial) {
        Running attempt = running.remove(trial);
        if (attempt == null) {
            return new StackTraceElement[0];
        }
        StackTraceElement[] where = attempt.thread().getStackTrace();
        attempt.driver().giveUp();
        attempt.thread().interrupt();
        return where;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            orders.clear();
            launched.signalAll();
            workers.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
        pool.close();
    }

    private @Nullable Order next() {
        lock.lock();
        try {
            while (orders.isEmpty() && !closed) {
                idle++;
                try {
                    launched.await();
                } catch (InterruptedException e) {
                    // a leftover of the trial that ended, or the end of the run: the loop looks which
                } finally {
                    idle--;
                }
            }
            return orders.poll();
        } finally {
            lock.unlock();
        }
    }

    private void gone(Worker worker) {
        lock.lock();
        try {
            workers.remove(worker);
        } finally {
            lock.unlock();
        }
    }

    /** Say once which trial left a thread behind that keeps the JVM from ending. */
    private void warnOfThreads(Launch launch) {
        Thread[] threads = new Thread[Thread.activeCount()];
        int count = warned ? 0 : Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon()) {
                warned = true;
                System.getLogger(ThreadBackend.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "TUNE-458 " + launch.name() + " left the thread '" + threads[i].getName()
                                        + "' running, which keeps this JVM from ending; end what starts it where the trial ends, in @Cleanup or a finally block");
                return;
            }
        }
    }

    private final class Worker extends Thread {
        private @Nullable Order own;
        private boolean ending;

        Worker() {
            // a group of its own, in which the threads are that its trials start
            super(new ThreadGroup("tune"), (Runnable) null);
            setDaemon(true);
        }

        /** Take an order that is given while this thread's own attempt ends. */
        boolean offer(Order order) {
            if (!ending || own != null) {
                return false;
            }
            own = order;
            return true;
        }

        boolean isOf(ThreadBackend backend) {
            return backend == ThreadBackend.this;
        }

        @Override
        public void run() {
            try {
                for (Order order = next(); order != null; order = own == null ? next() : own) {
                    own = null;
                    run(order);
                    // an interrupt meant for the trial that ended must not hit the next one
                    Thread.interrupted();
                }
            } finally {
                gone(this);
            }
        }

        private void run(Order order) {
            Launch launch = order.launch();
            setName("tune " + launch.name());
            AttemptDriver driver = new AttemptDriver(launch, order.events(), ticker, pool);
            Running attempt = new Running(driver, this);
            running.put(launch.trial(), attempt);
            AttemptEvents.End end = driver.run();
            running.remove(launch.trial(), attempt);
            warnOfThreads(launch);
            ending = true;
            order.events().ended(launch, end);
            ending = false;
        }
    }
}
