package dev.jtune.bench;

import static dev.jtune.Mode.MAX;

import dev.jtune.Tune;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Discovers studies by their class, and studies and a trainable by their package; runs none. */
final class Discovery {
    private Discovery() {}

    /** What is discovered. */
    static final class Studies {
        @Tune(mode = MAX, paramSpace = "x = uniform(0, 1)", numSamples = 3)
        double function(double x) {
            return x;
        }

        @Tune(
                mode = MAX,
                trainable = SmallModel.class,
                paramSpace = "rate = uniform(0, 1)",
                stop = "training_iteration >= 2")
        void model() {}
    }

    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        DiscoverySelectors.selectClass(Studies.class),
                        DiscoverySelectors.selectPackage(Discovery.class.getPackageName()))
                .build();
        TestPlan plan = LauncherFactory.create().discover(request);
        Set<String> names = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .map(TestIdentifier::getDisplayName)
                .collect(Collectors.toSet());
        if (!names.containsAll(Set.of("function", "model", "SmallModel"))) {
            throw new IllegalStateException("not all is discovered, only " + names);
        }
    }
}
