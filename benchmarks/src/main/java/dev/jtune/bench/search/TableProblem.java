package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.problem.RecordedTable;
import dev.jtune.space.ParamSpace;

/** A problem whose configurations were evaluated before. */
record TableProblem(RecordedTable table) implements SearchProblem {
    @Override
    public String name() {
        return table.name();
    }

    @Override
    public ParamSpace space() {
        return table.space();
    }

    @Override
    public double loss(Config config) {
        return table.loss(table.row(config));
    }

    @Override
    public double value(double loss) {
        return table.scale().value(loss);
    }

    @Override
    public double regret(double loss) {
        return table.scale().regret(loss);
    }

    @Override
    public double better(double loss) {
        return table.better(loss);
    }
}
