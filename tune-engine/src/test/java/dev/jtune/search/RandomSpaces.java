package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes spaces at random: every function, conditions on conditions, and names that exclusive conditions share. */
final class RandomSpaces {
    private static final List<String> FINITE = List.of(
            "randint(-3, 4)",
            "qrandint(-10, 10, 5)",
            "lograndint(1, 9)",
            "qlograndint(2, 16, 2)",
            "quniform(-0.5, 0.5, 0.25)",
            "qloguniform(0.1, 0.7, 0.1)",
            "choice('a', 'b', 'c')",
            "choice(1, 2, 4, ordered=true)",
            "choice(true, false)",
            "choice(0.5, 0.25)",
            "choice('only')",
            "randint(7, 8)",
            "fixed");

    private static final List<String> ENDLESS = List.of(
            "uniform(-2, 3)",
            "uniform(1e300, 1.7e308)",
            "loguniform(1e-5, 0.1)",
            "loguniform(1e-300, 1e300)",
            "randn(10, 0.5)",
            "qrandn(0, 2, 0.5)",
            "randint(-9223372036854775808, 9223372036854775807)",
            "lograndint(1, 1000000000)");

    private static final List<String> CONDITIONS = List.of(
            "p == 'a'",
            "p in ('b', 'c')",
            "r == 1",
            "r in (1, 3) and p == 'c'",
            "q == true",
            "s in (10, 5)",
            "t == 'x'");

    private final SeededStream random;

    private RandomSpaces(SeededStream random) {
        this.random = random;
    }

    /** Return spaces of few to a dozen parameters, the first half of them finite. */
    static Stream<ParamSpace> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RandomSpaces(SeededStream.of(1, "spaces", i)).space(i < count / 2));
    }

    private ParamSpace space(boolean finite) {
        List<String> entries = new ArrayList<>(List.of("p = choice('a', 'b', 'c')"));
        addWhereItFits(entries, "q = choice(true, false)" + condition());
        addWhereItFits(entries, "r = randint(0, 5)" + condition());
        addWhereItFits(entries, "s = qrandint(0, 20, 5)" + condition());
        addWhereItFits(entries, "t = choice('x', 'y') if p == 'a'");
        addWhereItFits(entries, "t = choice('x', 'z', 'w') if p == 'b'");
        int more = random.nextInt(finite ? 3 : 8);
        for (int i = 0; i < more; i++) {
            addWhereItFits(entries, "v" + i + " = " + domain(finite) + condition());
        }
        addWhereItFits(entries, "w = " + domain(finite) + " if p == 'c'");
        addWhereItFits(entries, "w = " + domain(finite) + " if p == 'a' and t == 'y'");
        return ParamSpace.parse(entries.toArray(String[]::new));
    }

    private String domain(boolean finite) {
        return finite || random.nextBoolean() ? oneOf(FINITE) : oneOf(ENDLESS);
    }

    private String condition() {
        return random.nextInt(3) == 0 ? " if " + oneOf(CONDITIONS) : "";
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Leave out every fourth entry, and one whose condition asks for what was left out or can never hold. */
    private void addWhereItFits(List<String> entries, String entry) {
        if (random.nextInt(4) == 0) {
            return;
        }
        entries.add(entry);
        try {
            ParamSpace.parse(entries.toArray(String[]::new));
        } catch (InvalidDeclarationException impossible) {
            entries.remove(entry);
        }
    }
}
