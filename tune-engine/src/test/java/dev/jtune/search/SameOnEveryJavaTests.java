package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.search.AllSearchers.Known;
import dev.jtune.space.ParamSpace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what each searcher suggests to the last bit. The build runs on several versions of Java, and all of them must agree with these
 * numbers; who changes an algorithm on purpose, changes its number.
 */
class SameOnEveryJavaTests {
    private static final ParamSpace SPACE = ParamSpace.parse(
            "rate = loguniform(1e-5, 1)",
            "width = uniform(-2, 3)",
            "units = lograndint(8, 1024)",
            "model = choice('a', 'b', 'c')",
            "depth = randint(1, 9) if model == 'a'",
            "momentum = uniform(0, 1) if model == 'b'");

    private static final Map<String, Long> EXPECTED = Map.ofEntries(
            Map.entry("auto", 2_386_656_440L),
            Map.entry("bohb", 2_763_872_520L),
            Map.entry("cmaEs", 871_233_252L),
            Map.entry("dehb", 1_767_471_703L),
            Map.entry("differentialEvolution", 2_206_232_618L),
            Map.entry("gp", 2_386_656_440L),
            Map.entry("halton", 283_979_679L),
            Map.entry("nsga2", 1_027_597_684L),
            Map.entry("nsga3", 1_027_597_684L),
            Map.entry("random", 192_981_103L),
            Map.entry("sobol", 3_189_389_806L),
            Map.entry("tpe", 2_628_368_762L));

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_the_same_to_the_last_bit(Known searcher) {
        if (!searcher.accepts(SPACE)) {
            return;
        }
        List<Config> tried = Play.alone(
                searcher.provider(), Play.context(SPACE, 11, 60), (number, config) -> new double[] {loss(config)});
        CRC32 digest = new CRC32();
        digest.update(tried.stream()
                .map(Config::toJson)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(digest.getValue()).as(searcher.name()).isEqualTo(EXPECTED.get(searcher.name()));
    }

    private static double loss(Config config) {
        double rate = StrictMath.log10(config.getDouble("rate")) + 2;
        double width = config.getDouble("width") - 0.7;
        double units = StrictMath.log(config.getLong("units")) - 4;
        double branch = config.has("depth")
                ? 0.1 * config.getLong("depth")
                : config.has("momentum") ? config.getDouble("momentum") : 0.8;
        return rate * rate + width * width + 0.3 * units * units + branch;
    }
}
