package dev.jtune.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationTests {
    private static final int CHILDREN = 20_000;

    private static UnitCube cube(String... space) {
        return UnitCube.of(ParamSpace.parse(space));
    }

    private static SeededStream random(int index) {
        return SeededStream.of(1, "variation", index);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.2, 0.4})
    void should_cross_around_the_parents_and_within_bounds(double mother) {
        // GIVEN parents that lie symmetrically, so that bounds are as near to one as to the other
        double father = 1 - Math.max(mother, 0x1p-53);
        Variation variation = new Variation(cube("x = uniform(0, 1)"), 1, 0);
        // WHEN they have many children
        double sum = 0;
        int between = 0;
        for (int i = 0; i < CHILDREN; i++) {
            double child = variation.child(new double[] {mother}, new double[] {father}, 1, random(i))[0];
            assertThat(child).isBetween(0.0, Math.nextDown(1.0));
            sum += child;
            between += child > mother && child < father ? 1 : 0;
        }
        // THEN their mean is that of the parents, and some lie between
        assertThat(sum / CHILDREN).isCloseTo(0.5, within(0.02));
        assertThat(between).isGreaterThan(CHILDREN / 10);
    }

    @Test
    void should_copy_one_parent_where_nothing_crosses_or_mutates() {
        Variation variation = new Variation(cube("x = uniform(0, 1)", "c = choice(1, 2, 3)"), 0, 0);
        assertThat(variation.child(new double[] {0.3, 0.5}, new double[] {0.7, 0.9}, 1, random(1)))
                .containsExactly(0.3, 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x = randint(0, 2)", "x = randint(0, 1000)", "x = choice(1, 2, 3, 4)", "x = uniform(0, 1)"})
    void should_mutate_to_another_value(String space) {
        UnitCube cube = cube(space);
        Variation variation = new Variation(cube, 0, 1);
        for (int i = 0; i < 200; i++) {
            double[] parent = cube.settle(cube.randomPoint(random(i)));
            double[] child = variation.child(parent, parent, 1, random(1000 + i));
            assertThat(cube.settle(child)).isNotEqualTo(parent);
        }
    }

    @Test
    void should_mutate_to_every_other_category_as_often() {
        UnitCube cube = cube("x = choice('a', 'b', 'c', 'd')");
        Variation variation = new Variation(cube, 0, 1);
        int[] counts = new int[4];
        for (int i = 0; i < CHILDREN; i++) {
            double[] parent = {cube.dimension(0).middle(1)};
            counts[(int) cube.dimension(0).index(variation.child(parent, parent, 1, random(i))[0])]++;
        }
        assertThat(counts[1]).isZero();
        for (int category : new int[] {0, 2, 3}) {
            assertThat(counts[category] / (double) CHILDREN).isCloseTo(1 / 3.0, within(0.02));
        }
    }

    @Test
    void should_stay_where_there_is_one_value() {
        UnitCube cube = cube("x = randint(3, 4)", "c = choice('a')");
        double[] parent = cube.settle(0.1, 0.9);
        assertThat(cube.settle(new Variation(cube, 1, 1).child(parent, parent, 1, random(1))))
                .isEqualTo(parent);
    }

    @Test
    void should_take_what_exists_in_one_parent_from_it_and_draw_what_exists_in_none() {
        // GIVEN a parent with a, one with b, and none with c
        UnitCube cube = cube(
                "k = choice('a', 'b', 'c')",
                "a = uniform(0, 1) if k == 'a'",
                "b = uniform(0, 1) if k == 'b'",
                "c = uniform(0, 1) if k == 'c'");
        double[] mother = cube.settle(0.1, 0.25, 0.5, 0.5);
        double[] father = cube.settle(0.5, 0.5, 0.75, 0.5);
        // WHEN they have a child
        double[] child = new Variation(cube, 1, 0).child(mother, father, 1, random(1));
        // THEN it has either's, whichever it turns out to be
        assertThat(child[1]).isEqualTo(0.25);
        assertThat(child[2]).isEqualTo(0.75);
        assertThat(child[3]).isBetween(0.0, 1.0);
    }
}
