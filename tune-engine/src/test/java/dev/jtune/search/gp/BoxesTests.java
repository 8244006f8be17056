package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxesTests {
    /** What the points dominate and what they leave is all there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void should_fill_what_the_points_leave(int objectives) {
        // GIVEN points with many ties, some beyond the reference
        Random random = new Random(objectives);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            points.add(random.doubles(objectives, 0, 1)
                    .map(x -> Math.rint(8 * x) / 8)
                    .toArray());
        }
        double[] reference = new double[objectives];
        Arrays.fill(reference, 0.9);
        // WHEN the rest is divided
        Boxes boxes = Boxes.of(points, reference);
        // THEN its boxes, from -1 on, have the volume of the cube that the points do not dominate
        double volume = 0;
        for (int[] box : boxes.all()) {
            double product = 1;
            for (int k = 0; k < objectives; k++) {
                double lower = box[2 * k] == Boxes.NO_END ? -1 : boxes.levels(k)[box[2 * k]];
                product *= boxes.levels(k)[box[2 * k + 1]] - lower;
            }
            assertThat(product).isPositive();
            volume += product;
        }
        double dominated = Hypervolume.of(points.toArray(double[][]::new), reference);
        assertThat(volume).isCloseTo(Math.pow(1.9, objectives) - dominated, within(1e-9));
    }

    @Test
    void should_be_one_box_without_points() {
        assertThat(Boxes.of(List.of(), 1, 2).all())
                .usingElementComparator(Arrays::compare)
                .containsExactly(new int[] {Boxes.NO_END, 0, Boxes.NO_END, 0});
    }
}
