package dev.jtune.bench.curves;

import dev.jtune.bench.Options;
import dev.jtune.bench.PythonPeer;
import dev.jtune.bench.decisions.Decisions;
import dev.jtune.search.Searchers;
import java.util.ArrayList;
import java.util.List;

/** Schedulers of other tuners, as far as the command line names a Python that has them; in processes until closed. */
final class LivePeers implements AutoCloseable {
    private static final List<String> RAY = List.of("ray-asha", "ray-hyperband");
    private static final List<String> OPTUNA = List.of("optuna-sha", "optuna-hyperband", "optuna-median");

    private final List<PythonPeer> processes = new ArrayList<>();
    private final List<CurveMethod> methods = new ArrayList<>();

    private LivePeers() {}

    static LivePeers start(Options options) {
        LivePeers peers = new LivePeers();
        options.path("--ray-python")
                .ifPresent(python -> peers.add(PythonPeer.start(python, Decisions.class, "ray_schedulers.py"), RAY));
        options.path("--python")
                .ifPresent(python -> peers.add(PythonPeer.start(python, LivePeers.class, "optuna_pruners.py"), OPTUNA));
        return peers;
    }

    private void add(PythonPeer process, List<String> names) {
        processes.add(process);
        names.forEach(name -> methods.add(new CurveMethod(
                name,
                maxT -> Searchers.random(),
                maxT -> context -> new PeerScheduler(process::answer, name, context, maxT))));
    }

    /** Return them beside random search: configurations are drawn as ours are. */
    List<CurveMethod> methods() {
        return List.copyOf(methods);
    }

    @Override
    public void close() {
        processes.forEach(PythonPeer::close);
    }
}
