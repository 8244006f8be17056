package dev.jtune.run;

import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.TrainableDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A digest of the code that a study runs: every file of the class directory or jar that its class came from.
 *
 * <p>Two runs with equal digests ran equal code of the project; the libraries it uses are not looked at.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CodeDigest {
    private static final Map<URI, String> KNOWN = new ConcurrentHashMap<>();

    private CodeDigest() {}

    /** Return the digest of the code of a trainable, {@code unknown} where nobody can tell. */
    public static String of(TrainableDefinition trainable) {
        CodeSource source = trainable.code().getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "unknown";
        }
        try {
            return KNOWN.computeIfAbsent(source.getLocation().toURI(), uri -> of(Path.of(uri)));
        } catch (URISyntaxException | RuntimeException e) {
            return "unknown";
        }
    }

    /** Return the digest of a space. */
    public static String of(ParamSpace space) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(space.describe().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Return the digest of a directory of classes, or of a jar; {@code unknown} where it cannot be read. */
    public static String of(Path root) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    sha.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    sha.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException | RuntimeException e) {
            return "unknown";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
