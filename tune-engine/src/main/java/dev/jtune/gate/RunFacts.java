package dev.jtune.gate;

import org.apiguardian.api.API;

/**
 * What a score depends on besides the configuration.
 *
 * @param code the digest of the code that ran
 * @param space the digest of the space
 * @param java the Java version
 * @param host the kind of machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunFacts(String code, String space, String java, String host) {

    /** Return the facts of this process. */
    public static RunFacts here(String code, String space) {
        return new RunFacts(
                code,
                space,
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /** Say what differs from when a baseline was measured. */
    String since(Baseline baseline) {
        return "since the baseline (" + baseline.date() + "): classes in the study's directory "
                + changed(baseline.code(), code)
                + ", space " + changed(baseline.space(), space) + ", JDK " + arrow(baseline.java(), java)
                + (baseline.host().equals(host) ? "" : ", " + arrow(baseline.host(), host));
    }

    private static String changed(String before, String now) {
        return before.equals(now) ? "unchanged" : "changed";
    }

    private static String arrow(String before, String now) {
        return before.equals(now) ? now : before + " -> " + now;
    }
}
