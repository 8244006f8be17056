package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestConfigTests {
    enum Kernel {
        LINEAR,
        RBF
    }

    record Opt(double lr) {}

    record Params(
            int hidden,
            Kernel kernel,
            boolean bias,
            Opt opt,
            List<Integer> layers,
            @Default("7") long seed) {}

    private static final Params PARAMS = new Params(32, Kernel.RBF, true, new Opt(1e-4), List.of(8, 4), 7);
    private static final Config CONFIG = Config.of(
            Map.of("hidden", 32, "kernel", Kernel.RBF, "bias", true, "opt.lr", 1e-4, "layers", List.of(8, 4)));

    @TempDir
    Path temp;

    @Test
    void should_bind_a_record_to_the_properties_of_a_study() throws IOException {
        Path file = Files.writeString(temp.resolve("best.properties"), BestConfig.toProperties(CONFIG));
        assertThat(file).hasContent("bias=true\nhidden=32\nkernel=RBF\nlayers=[8,4]\nopt.lr=1.0E-4\n");
        assertThat(BestConfig.load(Params.class, file)).isEqualTo(PARAMS);
    }

    @Test
    void should_bind_a_record_to_json() throws IOException {
        Path file = Files.writeString(temp.resolve("best.json"), CONFIG.toJson());
        assertThat(BestConfig.load(Params.class, file)).isEqualTo(PARAMS);
        assertThat(BestConfig.load(file)).isEqualTo(CONFIG);
    }

    @Test
    void should_load_a_resource_beside_a_type_and_by_an_absolute_name() {
        assertThat(BestConfig.load(Params.class, "best-config-tests.properties"))
                .isEqualTo(PARAMS);
        assertThat(BestConfig.load(Params.class, "/dev/jtune/best-config-tests.properties"))
                .isEqualTo(PARAMS);
    }

    /** {@link Properties#load(java.io.InputStream)} reads ISO 8859-1, whatever the file was meant to be. */
    @Test
    void should_write_text_that_every_reader_of_properties_gives_back() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("a key", " leading and trailing ");
        values.put("k=:#!", "=:#! = : # !");
        values.put("\\", "C:\\new\tline\r\n\f");
        values.put("größe", "grüße 🎵 \u0001");
        values.put("empty", "");
        String text = BestConfig.toProperties(Config.of(values));

        Properties read = new Properties();
        read.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(read).isEqualTo(values);
        Path file = Files.writeString(temp.resolve("best.properties"), text);
        assertThat(BestConfig.load(file)).isEqualTo(Config.of(values));
    }

    @Test
    void should_name_the_value_that_does_not_bind() throws IOException {
        Path file = temp.resolve("best.properties");
        Files.writeString(file, "lr=fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(Opt.class, file))
                .withMessage("'lr' is \"fast\", which is no double");
        Files.writeString(file, "rate=0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(Opt.class, file))
                .withMessage("'lr' has no value (the configuration has: rate)");
    }

    @Test
    void should_name_the_file_that_cannot_be_read() throws IOException {
        Path json = Files.writeString(temp.resolve("best.json"), "{\"lr\":}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(json))
                .withMessage("cannot read the configuration " + json + ": not JSON at position 6: a value is expected");
        Path properties = Files.writeString(temp.resolve("best.properties"), "lr=\\u12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(properties))
                .withMessage("cannot read the configuration " + properties + ": Malformed \\uxxxx encoding.");
        Path yaml = Files.writeString(temp.resolve("best.yaml"), "lr: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(yaml))
                .withMessage("a configuration is a .properties or a .json file, not " + yaml);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> BestConfig.load(temp.resolve("gone.json")))
                .withCauseExactlyInstanceOf(NoSuchFileException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestConfig.load(Opt.class, "/gone.properties"))
                .withMessage("there is no resource /gone.properties beside " + Opt.class.getName()
                        + "; the best configuration of a study is in best.properties of its directory");
    }
}
