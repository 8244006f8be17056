package dev.jtune.trainable;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import java.util.List;
import org.apiguardian.api.API;

/** What can be trained: a function that is called once a trial, or a class of which each trial has an object. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface TrainableDefinition {

    /** Return the name shown to people: {@code DigitsTest.network} for a method, {@code Sgd} for a class. */
    String name();

    /**
     * Return what a trial needs, as the trainable itself declares it; one CPU where it is silent.
     *
     * @throws Exception what a {@code @ResourceProvider} method threw
     */
    ResourceRequest resources(Config config) throws Exception;

    /** Return the class that the code is in. */
    Class<?> code();

    /** Return what the code takes from the configuration by name, or as a whole. */
    List<Hyperparameter> hyperparameters();

    /** Tell whether the code takes the configuration itself, and so may use any name in it. */
    boolean takesConfig();

    /** Return the names of the shared objects that the code takes. */
    default List<String> shared() {
        return List.of();
    }

    /** Generate what is needed to call user code, once, ahead of the first trial. */
    default void prepare() {}

    /** A function. */
    non-sealed interface OfFunction extends TrainableDefinition {
        /** Create what calls the function, on a new instance of its class where it is not static. */
        TrainableFunction newFunction(SharedObjects shared) throws Throwable;
    }

    /** A class. */
    non-sealed interface OfClass extends TrainableDefinition {
        /** Return the user's class. */
        Class<?> type();

        /** Tell whether it can both save and load. */
        boolean canCheckpoint();

        /** Tell whether one object can serve several trials. */
        boolean canReset();

        /** Create an object of the user's class, not yet set up. */
        TrainableObject newObject(SharedObjects shared) throws Throwable;
    }
}
