package dev.jtune.examples.wine;

import dev.jtune.Choice;
import dev.jtune.LogUniform;
import dev.jtune.RandInt;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/** A family of models to choose from; each has hyperparameters that the other does not know. */
sealed interface Model {

    Classifier train(Wines wines);

    /**
     * A support vector machine with a Gaussian kernel.
     *
     * @param c the price of a wine on the wrong side
     * @param gamma how near a support vector must be to count
     */
    record Svm(
            @LogUniform(lower = 1e-3, upper = 1e3) double c,
            @LogUniform(lower = 1e-5, upper = 10) double gamma) implements Model {
        @Override
        public Classifier train(Wines wines) {
            svm.svm_set_print_string_function(text -> {});
            svm_problem problem = new svm_problem();
            problem.l = wines.size();
            problem.x = wines.measurements().stream().map(Svm::nodes).toArray(svm_node[][]::new);
            problem.y =
                    wines.classes().stream().mapToDouble(Integer::doubleValue).toArray();
            svm_model model = svm.svm_train(problem, parameters());
            return measurements -> (int) svm.svm_predict(model, nodes(measurements));
        }

        private svm_parameter parameters() {
            svm_parameter parameters = new svm_parameter();
            parameters.svm_type = svm_parameter.C_SVC;
            parameters.kernel_type = svm_parameter.RBF;
            parameters.C = c;
            parameters.gamma = gamma;
            parameters.eps = 1e-3;
            parameters.cache_size = 16;
            return parameters;
        }

        private static svm_node[] nodes(double[] row) {
            svm_node[] nodes = new svm_node[row.length];
            for (int i = 0; i < row.length; i++) {
                nodes[i] = new svm_node();
                nodes[i].index = i + 1;
                nodes[i].value = row[i];
            }
            return nodes;
        }
    }

    /**
     * The majority among the nearest wines.
     *
     * @param k how many are asked
     * @param distance how near is measured
     */
    record Neighbours(
            @RandInt(lower = 1, upper = 31) int k, @Choice Distance distance) implements Model {
        @Override
        public Classifier train(Wines wines) {
            return measurements -> vote(nearest(wines, measurements));
        }

        private List<Integer> nearest(Wines wines, double[] measurements) {
            double[] distances = wines.measurements().stream()
                    .mapToDouble(other -> distance.between(measurements, other))
                    .toArray();
            return IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(wine -> distances[wine]))
                    .limit(k)
                    .map(wines.classes()::get)
                    .toList();
        }

        /** Of classes with equally many votes the one of the lower number wins. */
        private static int vote(List<Integer> classes) {
            Map<Integer, Integer> votes = new HashMap<>();
            classes.forEach(voted -> votes.merge(voted, 1, Integer::sum));
            return votes.entrySet().stream()
                    .max(Map.Entry.<Integer, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
        }
    }

    /** How far two rows are apart. */
    enum Distance {
        MANHATTAN,
        EUCLIDEAN;

        double between(double[] left, double[] right) {
            double sum = 0;
            for (int i = 0; i < left.length; i++) {
                double difference = Math.abs(left[i] - right[i]);
                sum += this == MANHATTAN ? difference : difference * difference;
            }
            return sum;
        }
    }
}
