package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTests {
    private static final Config CONFIG = Config.fromJson(
            "{\"rate\":0.01,\"hidden\":32,\"act\":\"relu\",\"bias\":true,\"unit\":\"milliseconds\",\"opt\":{\"lr\":0.5,\"decay\":{\"at\":3}}}");

    @Test
    void should_give_values_in_the_type_that_is_asked_for() {
        assertThat(CONFIG.getDouble("rate")).isEqualTo(0.01);
        assertThat(CONFIG.getDouble("hidden")).isEqualTo(32.0);
        assertThat(CONFIG.getInt("hidden")).isEqualTo(32);
        assertThat(CONFIG.getLong("hidden")).isEqualTo(32L);
        assertThat(CONFIG.getBoolean("bias")).isTrue();
        assertThat(CONFIG.getString("act")).isEqualTo("relu");
        assertThat(CONFIG.getString("hidden")).isEqualTo("32");
        assertThat(CONFIG.getEnum("unit", TimeUnit.class)).isEqualTo(TimeUnit.MILLISECONDS);
        assertThat(CONFIG.get("hidden")).isEqualTo(32L);
    }

    @Test
    void should_fall_back_only_where_there_is_no_value() {
        assertThat(CONFIG.getDouble("momentum", 0.9)).isEqualTo(0.9);
        assertThat(CONFIG.getInt("epochs", 2)).isEqualTo(2);
        assertThat(CONFIG.getLong("steps", 1L << 40)).isEqualTo(1L << 40);
        assertThat(CONFIG.getBoolean("shuffle", true)).isTrue();
        assertThat(CONFIG.getString("name", "none")).isEqualTo("none");
        assertThat(CONFIG.getDouble("rate", 0.9)).isEqualTo(0.01);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONFIG.getInt("act", 2))
                .withMessage("'act' is \"relu\", which is no int");
    }

    @Test
    void should_list_the_names_there_are_when_one_is_missing() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> CONFIG.getDouble("rat"))
                .withMessage(
                        "the configuration has no 'rat' (it has: rate, hidden, act, bias, unit, opt.lr, opt.decay.at)");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> Config.empty().get("rate"))
                .withMessage("the configuration has no 'rate' (it has: nothing)");
    }

    @Test
    void should_join_nested_names_by_dots() {
        assertThat(CONFIG.names()).containsExactly("rate", "hidden", "act", "bias", "unit", "opt.lr", "opt.decay.at");
        assertThat(CONFIG.getInt("opt.decay.at")).isEqualTo(3);
        assertThat(CONFIG.section("opt").asMap()).isEqualTo(Map.of("lr", 0.5, "decay.at", 3L));
        assertThat(CONFIG.section("op").names()).isEmpty();
        assertThat(CONFIG.has("opt")).isFalse();
        assertThat(Config.of(Map.of("opt.lr", 0.5))).isEqualTo(Config.of(Map.of("opt", Map.of("lr", 0.5))));

        Map<String, Object> twice = new LinkedHashMap<>();
        twice.put("opt.lr", 0.1);
        twice.put("opt", Map.of("lr", 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(twice))
                .withMessage("the name opt.lr occurs twice");
    }

    @Test
    void should_bring_values_to_their_canonical_type() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("int", 1);
        values.put("float", 0.5f);
        values.put("letter", 'x');
        values.put("constant", TimeUnit.DAYS);
        values.put("list", List.of(1, TimeUnit.HOURS, List.of((byte) 2)));
        assertThat(Config.of(values).asMap())
                .isEqualTo(Map.of(
                        "int",
                        1L,
                        "float",
                        0.5,
                        "letter",
                        "x",
                        "constant",
                        "DAYS",
                        "list",
                        List.of(1L, "HOURS", List.of(2L))));
    }

    @Test
    void should_refuse_values_that_have_no_canonical_form() {
        Map<String, Object> absent = new LinkedHashMap<>();
        absent.put("rate", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(absent))
                .withMessage(
                        "the value of rate is null; a configuration holds numbers, strings, booleans, enum constants, and"
                                + " lists and maps of these");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("opt", Map.of("t", Thread.currentThread()))))
                .withMessage(
                        "the value of opt.t is a java.lang.Thread; a configuration holds numbers, strings, booleans, enum"
                                + " constants, and lists and maps of these");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void should_refuse_numbers_that_json_cannot_give_back(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("x", List.of(value))))
                .withMessage("the value of x is " + value + "; a configuration holds finite numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("x", (float) value)))
                .withMessage("the value of x is " + value + "; a configuration holds finite numbers");
    }

    @Test
    void should_change_a_copy_only() {
        Config more = CONFIG.with("rate", 0.02f).with("opt", Map.of("lr", 1, "decay", Map.of("by", 2)));
        assertThat(more.getInt("opt.lr")).isEqualTo(1);
        assertThat(more.names())
                .containsExactly("rate", "hidden", "act", "bias", "unit", "opt.lr", "opt.decay.at", "opt.decay.by");
        assertThat(CONFIG.getDouble("rate")).isEqualTo(0.01);
        assertThatThrownBy(() -> more.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> more.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void should_not_follow_a_list_that_is_changed_later() {
        List<Object> list = Arrays.asList(1, 2);
        Config config = Config.of(Map.of("list", list));
        list.set(0, 9);
        assertThat(config.get("list")).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void should_write_names_in_order_so_that_equal_configurations_have_equal_text() {
        Config reversed = Config.fromJson("{\"b\":[1,2.0],\"a.x\":\"é\",\"a\":{\"w\":false}}");
        assertThat(reversed.toJson()).isEqualTo("{\"a.w\":false,\"a.x\":\"é\",\"b\":[1,2.0]}");
        Config sorted = Config.fromJson(reversed.toJson());
        assertThat(sorted).isEqualTo(reversed).hasSameHashCodeAs(reversed);
        assertThat(sorted.digest()).isEqualTo(reversed.digest());
    }

    @Test
    void should_keep_integers_apart_from_real_numbers() {
        Config whole = Config.of(Map.of("x", 1));
        Config real = Config.of(Map.of("x", 1.0));
        assertThat(whole).isNotEqualTo(real);
        assertThat(whole.digest()).isNotEqualTo(real.digest());
    }

    @Test
    void should_have_a_digest_that_no_run_and_no_jdk_changes() {
        Config config = Config.of(Map.of(
                "small",
                2e-3,
                "power",
                Math.scalb(1.0, -44),
                "large",
                2.82879384806159e17,
                "huge",
                2e23,
                "least",
                4.9e-324));
        assertThat(config.toJson())
                .isEqualTo("{\"huge\":2.0E23,\"large\":2.82879384806159E17,\"least\":4.9E-324,"
                        + "\"power\":5.684341886080802E-14,\"small\":0.002}");
        assertThat(config.digest()).isEqualTo("96cc2c8b46cafc5bca3fef69ad9b0631dc8a99b4040a04b1302347c06db3220f");
        assertThat(config.shortDigest()).isEqualTo("96cc2c");
        assertThat(Config.empty().digest())
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, x=0.01",
        "3.0, x=3",
        "-0.000123456, x=-1.235e-4",
        "1e-5, x=1e-5",
        "999999.4, x=1000000",
        "12345.678, x=12350",
        "1.2e7, x=1.2e7",
        "2e20, x=2e20",
        "0.30000000000000004, x=0.3"
    })
    void should_show_real_numbers_with_four_significant_digits(double value, String shown) {
        assertThat(Config.of(Map.of("x", value))).hasToString(shown);
    }

    @Test
    void should_show_values_in_the_order_of_the_space() {
        assertThat(CONFIG)
                .hasToString("rate=0.01 hidden=32 act=relu bias=true unit=milliseconds opt.lr=0.5 opt.decay.at=3");
    }

    @Test
    void should_refuse_json_that_is_no_configuration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.fromJson("[1]"))
                .withMessage("expected a JSON object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.fromJson("{\"a\":[null]}"))
                .withMessage(
                        "the value of a is null; a configuration holds numbers, strings, booleans, enum constants, and lists"
                                + " and maps of these");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.fromJson("{\"a\":1"))
                .withMessage("not JSON at position 6: expected '}'");
    }
}
