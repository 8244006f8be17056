package dev.jtune.trainable;

import dev.jtune.Bundle;
import dev.jtune.Problem;
import dev.jtune.ResourceRequest;
import dev.jtune.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Reads {@link Resources} annotations. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResourceRequests {
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "TB",
            1_000_000_000_000L,
            "KIB",
            1L << 10,
            "MIB",
            1L << 20,
            "GIB",
            1L << 30,
            "TIB",
            1L << 40);

    private ResourceRequests() {}

    /** Read an annotation; what is wrong with it is added to {@code problems}, and stands for nothing. */
    public static ResourceRequest of(Resources resources, String place, List<Problem> problems) {
        List<ResourceRequest.Bundle> bundles = new ArrayList<>();
        try {
            bundles.add(bundle(resources.cpu(), resources.gpu(), resources.memory(), resources.custom()));
            for (Bundle bundle : resources.bundles()) {
                if (bundle.count() < 1) {
                    throw new IllegalArgumentException(
                            "a bundle is there at least once, not " + bundle.count() + " times");
                }
                for (int i = 0; i < bundle.count(); i++) {
                    bundles.add(bundle(bundle.cpu(), bundle.gpu(), bundle.memory(), bundle.custom()));
                }
            }
            return new ResourceRequest(bundles, resources.strategy());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of("TUNE-078", place + ", @Resources", String.valueOf(e.getMessage())));
            return ResourceRequest.ONE_CPU;
        }
    }

    /**
     * Create a bundle from texts.
     *
     * @param memory bytes, or with a unit; empty for none
     * @param custom {@code name=amount}, each name once
     * @throws IllegalArgumentException if a text cannot be read, or an amount is negative
     */
    public static ResourceRequest.Bundle bundle(double cpu, double gpu, String memory, String[] custom) {
        Map<String, Double> amounts = new TreeMap<>();
        for (String entry : custom) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            try {
                if (name.isEmpty()
                        || amounts.put(
                                        name,
                                        Double.parseDouble(
                                                entry.substring(equals + 1).strip()))
                                != null) {
                    throw new IllegalArgumentException(
                            "custom \"" + entry + "\" is not of the form \"name=amount\", each name once");
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("custom \"" + entry + "\" has no number after the =", e);
            }
        }
        return new ResourceRequest.Bundle(cpu, gpu, memory.isEmpty() ? 0 : bytes(memory), amounts);
    }

    private static long bytes(String text) {
        int digits = 0;
        while (digits < text.length() && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits).strip().toUpperCase(Locale.ROOT));
        try {
            if (unit != null && digits > 0) {
                return (long) (Double.parseDouble(text.substring(0, digits)) * unit);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "memory \"" + text + "\" is no amount: give bytes, or a unit, as \"2GB\", \"512 MiB\"");
    }
}
