package dev.jtune;

import java.io.Serializable;
import org.apiguardian.api.API;

/**
 * Something wrong in a declaration, said so that it can be mended.
 *
 * @param code stable and documented, such as {@code TUNE-012}
 * @param place where: the class and method, and the entry in it
 * @param reason what is wrong
 * @param fix what to do; empty where the reason says it already
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Problem(String code, String place, String reason, String fix) implements Serializable {

    /** Create a problem whose reason says what to do. */
    public static Problem of(String code, String place, String reason) {
        return new Problem(code, place, reason, "");
    }

    /** Return the problem with what was found in {@code outer}. */
    public Problem in(String outer) {
        return new Problem(code, place.isEmpty() ? outer : outer + ", " + place, reason, fix);
    }

    /** Return the problem as one line: {@code TUNE-012 DigitsTest.network, paramSpace[1] "...": the reason; the fix}. */
    @Override
    public String toString() {
        return code + " " + place + ": " + reason + (fix.isEmpty() ? "" : "; " + fix);
    }
}
