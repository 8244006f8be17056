package dev.jtune.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.apiguardian.api.API;

/** Seeds of studies and trials: functions of names and numbers, never of time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Return the seed of a study.
     *
     * @param text a whole number, any other text, {@code random} for a fresh seed, or nothing for one that follows from the name
     * @param study the study's name
     */
    public static long ofStudy(String text, String study) {
        if (text.equals("random")) {
            return new SecureRandom().nextLong() >>> 1;
        }
        if (text.isEmpty()) {
            return hash(study);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return hash(text);
        }
    }

    /** Return the seed of a trial of a study. */
    public static long ofTrial(long studySeed, int trial) {
        return mix(mix(studySeed) + trial * GOLDEN_GAMMA);
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            // 48 bits: short enough to be typed again
            long seed = 0;
            for (int i = 0; i < 6; i++) {
                seed = (seed << 8) | (digest[i] & 0xff);
            }
            return seed;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
