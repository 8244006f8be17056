package dev.jtune.examples.search;

import dev.jtune.search.SearchContext;
import dev.jtune.search.SearchWith;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherFactory;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.History;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.SplittableRandom;

/** A search algorithm of one's own: a random step away from the best trial so far. */
@SearchWith(HillClimb.Factory.class)
@Retention(RetentionPolicy.RUNTIME)
@interface HillClimb {
    /** Standard deviation of a step, as a share of each parameter's range. */
    double step() default 0.05;

    class Factory implements SearcherFactory<HillClimb> {
        @Override
        public Searcher create(HillClimb settings, SearchContext context) {
            return Searchers.model("hill climbing", context, (number, history) -> {
                SplittableRandom random = new SplittableRandom(context.seed() + number);
                double[] point = history.cube().randomPoint(random);
                History.Entry best = history.best();
                for (int i = 0; best != null && i < point.length; i++) {
                    double moved = best.point()[i] + settings.step() * random.nextGaussian();
                    point[i] = Double.isNaN(moved) ? point[i] : Math.max(0, Math.min(Math.nextDown(1.0), moved));
                }
                return point;
            });
        }
    }
}
