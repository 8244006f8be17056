package dev.jtune.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {

    @Test
    void should_read_back_what_it_writes_with_types_and_order() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("z", 1L);
        value.put("a", 1.0);
        value.put("text", "quote \" backslash \\ slash / tab \t line \n return \r nul \0 delete \u007f");
        value.put("list", Arrays.asList(true, false, null, List.of(), Map.of()));
        value.put("bounds", List.of(Long.MIN_VALUE, Long.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE, -0.0));
        value.put("", Map.of("nested", Map.of("deep", List.of(-7L))));

        Object read = Json.parse(Json.write(value));

        assertThat(read).isEqualTo(value);
        assertThat(((Map<?, ?>) read).keySet()).hasToString("[z, a, text, list, bounds, ]");
    }

    @Test
    void should_write_one_value_a_line_with_sorted_keys() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("seeds", List.of(2L, 1L));
        value.put("config", Map.of("rate", 0.1, "act", "relu"));
        value.put("none", List.of());

        String text = Json.writeLines(value);

        assertThat(text).isEqualTo("""
                {
                  "config": {
                    "act": "relu",
                    "rate": 0.1
                  },
                  "none": [],
                  "seeds": [
                    2,
                    1
                  ]
                }
                """);
        assertThat(Json.parse(text)).isEqualTo(value);
    }

    @Test
    void should_write_on_one_line_without_blanks() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("n", 3);
        value.put("x", 2.5f);
        value.put("s", "a\nb");
        value.put("l", List.of((short) 1, (byte) 2));
        assertThat(Json.write(value)).isEqualTo("{\"n\":3,\"x\":2.5,\"s\":\"a\\nb\",\"l\":[1,2]}");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void should_write_numbers_without_a_json_form_as_strings(double value) {
        assertThat(Json.write(value)).isEqualTo("\"" + value + "\"");
    }

    @Test
    void should_keep_letters_of_all_planes_and_escape_halves_of_them() {
        assertThat(Json.write("grüße 🎵")).isEqualTo("\"grüße 🎵\"");
        assertThat(Json.write("\ud83c!\udfb5")).isEqualTo("\"\\ud83c!\\udfb5\"");
        assertThat(Json.parse("\"\\ud83c\\uDFB5 \\u00e4 \\b\\f\\/\"")).isEqualTo("🎵 ä \b\f/");
    }

    @Test
    void should_refuse_what_json_has_no_form_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(List.of(new TreeSet<>())))
                .withMessage("JSON has no form for a java.util.TreeSet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(new AtomicInteger()))
                .withMessage("JSON has no form for a java.util.concurrent.atomic.AtomicInteger");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(Map.of(7, "x")))
                .withMessage("a JSON object needs strings as keys, not 7");
    }

    @Test
    void should_read_whole_numbers_as_longs_while_they_fit() {
        assertThat(Json.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.parse("9223372036854775808")).isEqualTo(0x1p63);
        assertThat(Json.parse("1e0")).isEqualTo(1.0);
        assertThat(Json.parse("-0")).isEqualTo(0L);
        assertThat(Json.parse("-0.0")).isEqualTo(-0.0);
        assertThat(Json.parse(" [ 1 , 2 ]\r\n\t")).isEqualTo(List.of(1L, 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | 0 | the text ends too early",
                "[1,              | 3 | the text ends too early",
                "[1,]             | 3 | a value is expected",
                "[1 2]            | 3 | expected ']'",
                "{\"a\" 1}        | 5 | expected ':'",
                "{\"a\":1,}       | 7 | expected '\"'",
                "{a:1}            | 1 | expected '\"'",
                "{\"a\":1,\"a\":2}| 7 | the key \"a\" is repeated",
                "1 2              | 2 | nothing may follow the value",
                "tru              | 0 | a value is expected",
                "NaN              | 0 | a value is expected",
                "'x'              | 0 | a value is expected",
                "+1               | 0 | a value is expected",
                "01               | 0 | a value is expected",
                "-                | 0 | a value is expected",
                ".5               | 0 | a value is expected",
                "1.               | 2 | a digit must follow the point",
                "1e+              | 3 | an exponent needs a digit",
                "1e999            | 0 | the number is too large",
                "\"a              | 2 | a string is not closed",
                "\"a\\            | 3 | a string is not closed",
                "\"\\x\"          | 3 | unknown escape \\x",
                "\"\\u12g4\"      | 5 | \\u needs four hexadecimal digits",
                "\"\\u12          | 5 | \\u needs four hexadecimal digits"
            })
    void should_say_where_a_text_is_not_json(String text, int position, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse(text))
                .withMessage("not JSON at position " + position + ": " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\nb\"", "\"a\tb\""})
    void should_refuse_bare_control_characters_in_strings(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse(text))
                .withMessage("not JSON at position 3: a control character in a string must be escaped");
    }

    @Test
    void should_refuse_a_depth_that_could_exhaust_the_stack() {
        assertThat(Json.parse("[".repeat(201) + "]".repeat(201))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse("[".repeat(100_000)))
                .withMessage("not JSON at position 201: nested more than 200 deep");

        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(itself))
                .withMessage("a value is nested more than 200 deep");
    }

    @Test
    void should_read_an_object_only_where_one_is_asked_for() {
        assertThat(Json.parseObject("{\"a\":null}")).containsOnlyKeys("a").containsEntry("a", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parseObject("[1]"))
                .withMessage("expected a JSON object");
    }
}
