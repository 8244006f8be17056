package dev.jtune.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page carries so that it needs no network.
 *
 * @param style its style sheet
 * @param charts the chart library, empty where the page has no charts
 * @param script the page's own script
 */
record Assets(String style, String charts, String script) {
    private static final Assets STUDY = new Assets(read("page.css"), read("echarts.min.js"), read("study.js"));

    /** That of the chart library stands beside it: to compute it would cost a cold JVM more than the rest of the page. */
    private static final String CHARTS_HASH = read("echarts.min.js.sha256").strip();

    /** Return what the page of a study carries. */
    static Assets ofStudy() {
        return STUDY;
    }

    /** Return what the index carries. */
    static Assets ofIndex() {
        return new Assets(STUDY.style, "", "");
    }

    /** Return the policy under which a page runs these scripts and no other, loads nothing, and sends nothing. */
    String policy() {
        return "default-src 'none'; style-src 'unsafe-inline'; script-src "
                + (script.isEmpty() ? "'none'" : "'sha256-" + CHARTS_HASH + "' 'sha256-" + hash(script) + "'")
                + "; base-uri 'none'; form-action 'none'";
    }

    /** Return the hash of a script, as a policy names it. */
    static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + Assets.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
