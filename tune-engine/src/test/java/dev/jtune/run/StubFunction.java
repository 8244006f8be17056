package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableFunction;
import java.util.List;

/** A function without parameters that scores 1, and whose code is a class of the test's choice. */
class StubFunction implements TrainableDefinition.OfFunction {
    private final Class<?> code;

    StubFunction(Class<?> code) {
        this.code = code;
    }

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public Class<?> code() {
        return code;
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public boolean takesConfig() {
        return false;
    }

    @Override
    public ResourceRequest resources(Config config) {
        return ResourceRequest.ONE_CPU;
    }

    @Override
    public TrainableFunction newFunction(SharedObjects shared) {
        return trial -> 1;
    }
}
