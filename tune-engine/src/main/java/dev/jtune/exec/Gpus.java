package dev.jtune.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * The NVIDIA GPUs of this machine, as {@code nvidia-smi} lists them.
 *
 * <p>A process that has ended may hold its GPU's memory for some seconds more; a trial that needs all of it waits first:
 *
 * <pre>{@code
 * Gpus.awaitFree("0");   // at most 20 looks, 5 seconds apart, until at most 1 % of the memory is used
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Gpus {
    /** The share of a GPU's memory up to which it counts as free, unless said otherwise. */
    public static final double TARGET_UTILISATION = 0.01;

    /** How often a GPU is looked at, unless said otherwise. */
    public static final int RETRIES = 20;

    /** The time between two looks, unless said otherwise. */
    public static final Duration DELAY = Duration.ofSeconds(5);

    private Gpus() {}

    /**
     * One GPU.
     *
     * @param index its number, from 0
     * @param uuid its unique id
     * @param utilisation the share of its memory that is used, 0 to 1
     */
    record Gpu(int index, String uuid, double utilisation) {}

    /** Lists GPUs. */
    @FunctionalInterface
    interface Source {
        List<Gpu> list() throws IOException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration delay) throws InterruptedException;
    }

    /** Return how many GPUs there are; 0 where {@code nvidia-smi} is not installed or does not answer. */
    public static int count() {
        if (!isInstalled()) {
            return 0;
        }
        try {
            return list().size();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Wait with the defaults; see {@link #awaitFree(String, double, int, Duration)}. */
    public static void awaitFree(String id) throws InterruptedException {
        awaitFree(id, TARGET_UTILISATION, RETRIES, DELAY);
    }

    /**
     * Wait until a GPU's memory is free: Ray Tune's {@code wait_for_gpu}.
     *
     * @param id its index or uuid
     * @param targetUtilisation the share of its memory up to which it counts as free, 0 to 1
     * @param retries how often it is looked at, at least 1
     * @param delay the time between two looks
     * @throws IllegalArgumentException if there is no such GPU
     * @throws IllegalStateException if it is not free at the last look
     */
    public static void awaitFree(String id, double targetUtilisation, int retries, Duration delay)
            throws InterruptedException {
        awaitFree(id, targetUtilisation, retries, delay, Gpus::list, time -> Thread.sleep(time.toMillis()));
    }

    static void awaitFree(String id, double targetUtilisation, int retries, Duration delay, Source source, Pause pause)
            throws InterruptedException {
        if (!(targetUtilisation >= 0 && targetUtilisation <= 1) || retries < 1) {
            throw new IllegalArgumentException(
                    "TUNE-340 awaitFree needs a utilisation of 0 to 1 and at least 1 retry, not " + targetUtilisation
                            + " and " + retries);
        }
        double used = 1;
        for (int look = 1; look <= retries; look++) {
            used = find(id, source).utilisation();
            if (used <= targetUtilisation) {
                return;
            }
            if (look < retries) {
                pause.of(delay);
            }
        }
        throw new IllegalStateException(String.format(
                Locale.ROOT,
                "TUNE-342 GPU %s is not free: %.1f %% of its memory is used after %d looks, asked was at most %.1f %%",
                id,
                used * 100,
                retries,
                targetUtilisation * 100));
    }

    private static Gpu find(String id, Source source) {
        List<Gpu> gpus;
        try {
            gpus = source.list();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "TUNE-341 there is no GPU " + id + ": nvidia-smi cannot be run (" + e + ")", e);
        }
        return gpus.stream()
                .filter(gpu ->
                        gpu.uuid().equals(id) || Integer.toString(gpu.index()).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("TUNE-341 there is no GPU " + id + " (there are: "
                        + gpus.stream()
                                .map(gpu -> gpu.index() + " = " + gpu.uuid())
                                .toList() + ")"));
    }

    private static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(java.io.File.pathSeparator)) {
            if (!directory.isEmpty()
                    && (Files.exists(Path.of(directory, "nvidia-smi"))
                            || Files.exists(Path.of(directory, "nvidia-smi.exe")))) {
                return true;
            }
        }
        return false;
    }

    private static List<Gpu> list() throws IOException {
        Process process = new ProcessBuilder(
                        "nvidia-smi",
                        "--query-gpu=index,uuid,memory.used,memory.total",
                        "--format=csv,noheader,nounits")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Read lines of index, uuid, used and total memory. */
    static List<Gpu> parse(String output) throws IOException {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] cells = line.split(",");
            try {
                gpus.add(new Gpu(
                        Integer.parseInt(cells[0].strip()),
                        cells[1].strip(),
                        Double.parseDouble(cells[2].strip()) / Double.parseDouble(cells[3].strip())));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IOException("nvidia-smi printed: " + line, e);
            }
        }
        return gpus;
    }
}
