package dev.jtune.json;

import java.util.Locale;
import org.apiguardian.api.API;

/** Rounds numbers for people. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Numbers {
    /** Powers of ten up to this one are doubles without an error. */
    private static final int EXACT_POWERS = 22;

    private Numbers() {}

    /** Round to so many significant digits, at most 15; what is not finite stays as it is. */
    public static double rounded(double number, int digits) {
        if (number == 0 || !Double.isFinite(number)) {
            return number;
        }
        int shift = digits - 1 - (int) Math.floor(Math.log10(Math.abs(number)));
        if (Math.abs(shift) > EXACT_POWERS) {
            return Double.parseDouble(String.format(Locale.ROOT, "%." + (digits - 1) + "e", number));
        }
        // one rounding here and one division by an exact number; a format would load a JVM's tables of languages first
        double power = Math.pow(10, Math.abs(shift));
        return shift < 0 ? Math.rint(number / power) * power : Math.rint(number * power) / power;
    }
}
