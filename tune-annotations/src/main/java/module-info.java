/** Annotations, and the types that user code touches, of Tune for JUnit. */
@SuppressWarnings("module") // the engine is not on the module path when this is compiled
module dev.jtune.annotations {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires transitive org.junit.platform.commons;

    exports dev.jtune;
    exports dev.jtune.space;
    exports dev.jtune.json to
            dev.jtune.engine;
    exports dev.jtune.pareto to
            dev.jtune.engine;

    uses dev.jtune.CheckpointCodec;
}
