package dev.jtune.bench.population;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Shared;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/** A network of one hidden layer that learns handwritten digits, one image at a time; a step is half an epoch. */
@Trainable
class DigitsNet {
    static final int STEPS = 40;

    private static final int INPUTS = 64;
    private static final int HIDDEN = 24;
    private static final int OUTPUTS = 10;
    /** Where the weights of the outputs begin. */
    private static final int SECOND = HIDDEN * (INPUTS + 1);

    private static final int TRAINING = 800;
    private static final int VALIDATION = 500;
    private static final int IMAGES_PER_STEP = TRAINING / 2;

    private Images images = new Images(new double[0][], new int[0]);
    private double rate;
    private long seed;
    private long learnt;
    private double[] weights = {};

    /** Pixels from 0 to 1, and the digits they show. */
    record Images(double[][] pixels, int[] labels) {
        static Images read(Path file) throws IOException {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.remove(0);
            Collections.shuffle(lines, new Random(1));
            double[][] pixels = new double[lines.size()][INPUTS];
            int[] labels = new int[lines.size()];
            for (int i = 0; i < labels.length; i++) {
                String[] fields = lines.get(i).split(",", -1);
                for (int j = 0; j < INPUTS; j++) {
                    pixels[i][j] = Double.parseDouble(fields[j]) / 16;
                }
                labels[i] = Integer.parseInt(fields[INPUTS]);
            }
            return new Images(pixels, labels);
        }
    }

    @Setup
    void setup(Config config, @Shared Images data, TrialContext trial) {
        images = data;
        rate = config.getDouble("rate");
        seed = trial.seed();
        weights = new Random(seed)
                .doubles(SECOND + OUTPUTS * (HIDDEN + 1), -0.1, 0.1)
                .toArray();
    }

    @Step
    Map<String, Object> step() {
        for (int i = 0; i < IMAGES_PER_STEP; i++) {
            learn((int) Math.floorMod(learnt * 7919 + seed, (long) TRAINING));
            learnt++;
        }
        return Map.of(
                "loss", loss(TRAINING, TRAINING + VALIDATION),
                "test", loss(TRAINING + VALIDATION, images.labels.length));
    }

    /** One step of gradient descent on the cross entropy. */
    private void learn(int image) {
        double[] pixels = images.pixels[image];
        double[] hidden = hidden(pixels);
        double[] errors = probabilities(hidden);
        errors[images.labels[image]] -= 1;
        double[] hiddenErrors = new double[HIDDEN];
        for (int o = 0; o < OUTPUTS; o++) {
            int row = SECOND + o * (HIDDEN + 1);
            for (int h = 0; h < HIDDEN; h++) {
                hiddenErrors[h] += errors[o] * weights[row + h];
                weights[row + h] -= rate * errors[o] * hidden[h];
            }
            weights[row + HIDDEN] -= rate * errors[o];
        }
        for (int h = 0; h < HIDDEN; h++) {
            int row = h * (INPUTS + 1);
            double step = rate * hiddenErrors[h] * (1 - hidden[h] * hidden[h]);
            for (int i = 0; i < INPUTS; i++) {
                weights[row + i] -= step * pixels[i];
            }
            weights[row + INPUTS] -= step;
        }
    }

    private double[] hidden(double[] pixels) {
        double[] hidden = new double[HIDDEN];
        for (int h = 0; h < HIDDEN; h++) {
            hidden[h] = StrictMath.tanh(weighted(h * (INPUTS + 1), pixels));
        }
        return hidden;
    }

    private double[] probabilities(double[] hidden) {
        double[] outputs = new double[OUTPUTS];
        double highest = Double.NEGATIVE_INFINITY;
        for (int o = 0; o < OUTPUTS; o++) {
            outputs[o] = weighted(SECOND + o * (HIDDEN + 1), hidden);
            highest = Math.max(highest, outputs[o]);
        }
        double sum = 0;
        for (int o = 0; o < OUTPUTS; o++) {
            outputs[o] = StrictMath.exp(outputs[o] - highest);
            sum += outputs[o];
        }
        for (int o = 0; o < OUTPUTS; o++) {
            outputs[o] /= sum;
        }
        return outputs;
    }

    /** The weight after those of the inputs is the bias. */
    private double weighted(int row, double[] inputs) {
        double sum = weights[row + inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            sum += weights[row + i] * inputs[i];
        }
        return sum;
    }

    /** Return the mean cross entropy on some images. */
    private double loss(int from, int to) {
        double sum = 0;
        for (int image = from; image < to; image++) {
            double probability = probabilities(hidden(images.pixels[image]))[images.labels[image]];
            sum -= StrictMath.log(Math.max(1e-12, probability));
        }
        return sum / (to - from);
    }

    @SaveCheckpoint
    State save() {
        return new State(learnt, DoubleStream.of(weights).boxed().toList());
    }

    @LoadCheckpoint
    void load(State saved) {
        learnt = saved.learnt;
        weights = saved.weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** What the network has learnt, from so many images. */
    record State(long learnt, List<Double> weights) {}
}
