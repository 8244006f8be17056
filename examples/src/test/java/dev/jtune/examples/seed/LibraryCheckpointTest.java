package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoint;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.Tune;
import java.io.IOException;
import java.util.Map;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/** A checkpoint in a library's own file format: the directory is the library's to write, and to read. */
class LibraryCheckpointTest {

    @Tune(mode = MAX, metric = "margin", numSamples = 3, paramSpace = "c = loguniform(0.1, 10)")
    void svm(double c, Trial trial) {
        svm_model model = train(c);
        trial.report(
                Map.of("margin", decision(model, 1) - decision(model, -1)),
                Checkpoint.of(directory ->
                        svm.svm_save_model(directory.resolve("model.txt").toString(), model)));
    }

    @AfterTune("svm")
    void modelIsReadByTheLibrary(ResultGrid results) throws IOException {
        Checkpoint best = results.best().checkpoint().orElseThrow();
        svm_model model = svm.svm_load_model(best.path().resolve("model.txt").toString());

        assertThat(decision(model, 1) - decision(model, -1))
                .isEqualTo(results.best().score());
    }

    /** Tell 1 and 2 from -1 and -2. */
    private static svm_model train(double c) {
        svm.svm_set_print_string_function(text -> {});
        svm_parameter parameters = new svm_parameter();
        parameters.svm_type = svm_parameter.C_SVC;
        parameters.kernel_type = svm_parameter.LINEAR;
        parameters.C = c;
        parameters.eps = 1e-3;
        parameters.cache_size = 1;
        svm_problem problem = new svm_problem();
        problem.l = 4;
        problem.x = new svm_node[][] {nodes(-2), nodes(-1), nodes(1), nodes(2)};
        problem.y = new double[] {-1, -1, 1, 1};
        return svm.svm_train(problem, parameters);
    }

    private static double decision(svm_model model, double x) {
        double[] decision = new double[1];
        svm.svm_predict_values(model, nodes(x), decision);
        return decision[0];
    }

    private static svm_node[] nodes(double x) {
        svm_node node = new svm_node();
        node.index = 1;
        node.value = x;
        return new svm_node[] {node};
    }
}
