package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import dev.jtune.bench.PythonPeer;
import dev.jtune.space.Domain;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Optuna 5.0.0 in a virtual environment, with as many processes as runs go on at a time. */
final class Optuna implements AutoCloseable {
    /** The samplers that run unless others are asked for; its Gaussian process takes hours. */
    private static final List<String> USUAL = List.of("random", "qmc", "tpe", "cmaes", "nsga2");

    private final Path python;
    private final List<String> samplers;
    private final Queue<PythonPeer> idle = new ConcurrentLinkedQueue<>();

    private Optuna(Path python, List<String> samplers) {
        this.python = python;
        this.samplers = samplers;
    }

    /** Make Optuna ready where the options ask for it: {@code --optuna}, or {@code --python FILE} for an environment that is there. */
    static Optional<Optuna> of(Options options) throws IOException {
        if (!options.has("--optuna") && options.path("--python").isEmpty()) {
            return Optional.empty();
        }
        List<String> samplers = options.value("--samplers")
                .map(text -> List.of(text.split(",")))
                .orElse(USUAL);
        Path python = options.path("--python").isPresent()
                ? options.path("--python").orElseThrow()
                : environment(samplers.contains("gp"));
        return Optional.of(new Optuna(python, samplers));
    }

    private static Path environment(boolean torch) throws IOException {
        Path folder = Path.of(System.getProperty("bench.target", "target")).resolve("optuna-venv");
        Path python = folder.resolve("bin/python");
        if (!Files.exists(python)) {
            run("python3", "-m", "venv", folder.toString());
        }
        List<String> install = new ArrayList<>(
                List.of(python.toString(), "-m", "pip", "install", "-q", "optuna==5.0.0", "scipy", "cmaes"));
        if (torch) {
            install.add("torch");
        }
        run(install.toArray(String[]::new));
        return python;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed; its output is above");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    List<String> samplers() {
        return samplers;
    }

    List<Contestant> contestants() {
        return samplers.stream()
                .map(name -> (Contestant) new Sampler(name, this))
                .toList();
    }

    PythonPeer borrow() {
        PythonPeer process = idle.poll();
        return process == null ? PythonPeer.start(python, Optuna.class, "optuna_peer.py") : process;
    }

    void giveBack(PythonPeer process) {
        idle.add(process);
    }

    @Override
    public void close() {
        idle.forEach(PythonPeer::close);
    }

    private record Sampler(String name, Optuna optuna) implements Contestant {
        @Override
        public boolean isTold() {
            return false;
        }

        /** Its CMA-ES fails where it is left with one number. */
        @Override
        public boolean canSearch(ParamSpace space) {
            return !name.equals("cmaes")
                    || space.params().stream()
                                    .filter(param -> param.guard().clauses().isEmpty()
                                            && !(param.domain() instanceof Domain.Choice choice && !choice.ordered()))
                                    .count()
                            != 1;
        }

        @Override
        public Solver start(ParamSpace space, int objectives, long seed, int budget, boolean noisy) {
            return new OptunaRun(optuna, name, space, objectives, seed);
        }
    }
}
