package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableFunction;
import dev.jtune.trainable.TrialFunction;
import java.util.List;
import java.util.function.Function;

/** A function whose request follows from its configuration. */
record RequestingDefinition(Function<Config, ResourceRequest> requests, TrialFunction function)
        implements TrainableDefinition.OfFunction {
    @Override
    public String name() {
        return "requesting";
    }

    @Override
    public ResourceRequest resources(Config config) {
        return requests.apply(config);
    }

    @Override
    public Class<?> code() {
        return function.getClass();
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public boolean takesConfig() {
        return true;
    }

    @Override
    public TrainableFunction newFunction(SharedObjects shared) {
        return function::run;
    }
}
