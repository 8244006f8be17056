package dev.jtune.trainable;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import java.util.List;
import org.apiguardian.api.API;

/**
 * An objective that is a lambda: it takes what it needs from its trial.
 *
 * @param name the name shown to people
 * @param function the objective
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LambdaDefinition(String name, TrialFunction function) implements TrainableDefinition.OfFunction {
    @Override
    public ResourceRequest resources(Config config) {
        return ResourceRequest.ONE_CPU;
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
