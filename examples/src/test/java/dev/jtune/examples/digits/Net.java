package dev.jtune.examples.digits;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A network with one hidden layer, trained by stochastic gradient descent on one image at a time.
 *
 * <p>Two nets made with the same arguments learn the same, to the last bit and on every Java version: the arithmetic is
 * strict, and an epoch draws its order of images from the seed and its own number alone. That is also what lets a
 * checkpoint be no more than the weights.
 */
final class Net {
    private static final int INPUTS = 64;
    private static final int OUTPUTS = 10;
    private static final String FILE = "net.bin";

    private final SgdParams params;
    private final long seed;
    private final double[][] hiddenWeights;
    private final double[][] outputWeights;
    private int learnt;

    Net(SgdParams params, long seed) {
        this.params = params;
        this.seed = seed;
        Random random = new Random(seed);
        hiddenWeights = randomWeights(params.hidden(), INPUTS, random);
        outputWeights = randomWeights(OUTPUTS, params.hidden(), random);
    }

    /** Create a net whose weights start at the usual width and do not decay. */
    Net(double rate, int hidden, Activation act, long seed) {
        this(new SgdParams(rate, hidden, act, 1, 0), seed);
    }

    /** Create a net that goes on from another one's weights, at another rate. */
    private Net(double rate, Net other) {
        SgdParams old = other.params;
        params = new SgdParams(rate, old.hidden(), old.act(), old.scale(), old.decay());
        seed = other.seed;
        hiddenWeights = other.hiddenWeights;
        outputWeights = other.outputWeights;
        learnt = other.learnt;
    }

    private Net(DataInputStream in) throws IOException {
        params = new SgdParams(
                in.readDouble(), in.readInt(), Activation.valueOf(in.readUTF()), in.readDouble(), in.readDouble());
        seed = in.readLong();
        learnt = in.readInt();
        hiddenWeights = readWeights(in);
        outputWeights = readWeights(in);
    }

    /** Return how often every image was learnt. */
    int epoch() {
        return learnt / Digits.TRAINING.size();
    }

    /** Learn every image once more and return the accuracy after that. */
    double trainOneEpoch() {
        return train(Digits.TRAINING.size());
    }

    /** Learn the next few images and return the share of the validation images that are then recognised. */
    double train(int images) {
        int[] order = order(learnt / Digits.TRAINING.size());
        for (int i = 0; i < images; i++) {
            int position = learnt % order.length;
            if (position == 0) {
                order = order(learnt / order.length);
            }
            learn(Digits.TRAINING.pixels()[order[position]], Digits.TRAINING.labels()[order[position]]);
            learnt++;
        }
        decay(hiddenWeights);
        decay(outputWeights);
        return accuracy(Digits.VALIDATION);
    }

    /** Return this net, learning at another rate from now on. */
    Net at(double rate) {
        return new Net(rate, this);
    }

    /** Return the mean cross entropy between the digits and what is recognised. */
    double loss(Digits images) {
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            double[] outputs = softmax(outputLayer(hiddenLayer(images.pixels()[i])));
            sum -= StrictMath.log(Math.max(1e-12, outputs[images.labels()[i]]));
        }
        return sum / images.size();
    }

    double accuracy(Digits images) {
        int recognised = 0;
        for (int i = 0; i < images.size(); i++) {
            if (recognise(images.pixels()[i]) == images.labels()[i]) {
                recognised++;
            }
        }
        return (double) recognised / images.size();
    }

    void save(Path directory) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
            out.writeDouble(params.rate());
            out.writeInt(params.hidden());
            out.writeUTF(params.act().name());
            out.writeDouble(params.scale());
            out.writeDouble(params.decay());
            out.writeLong(seed);
            out.writeInt(learnt);
            writeWeights(hiddenWeights, out);
            writeWeights(outputWeights, out);
        }
    }

    static Net load(Path directory) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(directory.resolve(FILE)))) {
            return new Net(in);
        }
    }

    /** One step of gradient descent on the cross entropy between the digit and the softmax of the outputs. */
    private void learn(double[] pixels, int digit) {
        double[] hidden = hiddenLayer(pixels);
        double[] errors = softmax(outputLayer(hidden));
        errors[digit] -= 1;

        double[] hiddenErrors = new double[hidden.length];
        for (int o = 0; o < OUTPUTS; o++) {
            double[] weights = outputWeights[o];
            double step = params.rate() * errors[o];
            for (int h = 0; h < hidden.length; h++) {
                hiddenErrors[h] += errors[o] * weights[h];
                weights[h] -= step * hidden[h];
            }
            weights[hidden.length] -= step;
        }
        for (int h = 0; h < hidden.length; h++) {
            double step = params.rate() * hiddenErrors[h] * params.act().slope(hidden[h]);
            if (step != 0) {
                subtract(step, pixels, hiddenWeights[h]);
            }
        }
    }

    private static void subtract(double step, double[] pixels, double[] weights) {
        for (int i = 0; i < INPUTS; i++) {
            weights[i] -= step * pixels[i];
        }
        weights[INPUTS] -= step;
    }

    private void decay(double[][] weights) {
        for (double[] unit : weights) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] *= 1 - params.decay();
            }
        }
    }

    private int recognise(double[] pixels) {
        double[] outputs = outputLayer(hiddenLayer(pixels));
        int best = 0;
        for (int o = 1; o < OUTPUTS; o++) {
            if (outputs[o] > outputs[best]) {
                best = o;
            }
        }
        return best;
    }

    private double[] hiddenLayer(double[] pixels) {
        double[] hidden = new double[hiddenWeights.length];
        for (int h = 0; h < hidden.length; h++) {
            hidden[h] = params.act().value(weightedSum(hiddenWeights[h], pixels));
        }
        return hidden;
    }

    private double[] outputLayer(double[] hidden) {
        double[] outputs = new double[OUTPUTS];
        for (int o = 0; o < OUTPUTS; o++) {
            outputs[o] = weightedSum(outputWeights[o], hidden);
        }
        return outputs;
    }

    /** The last weight is the bias. */
    private static double weightedSum(double[] weights, double[] inputs) {
        double sum = weights[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            sum += weights[i] * inputs[i];
        }
        return sum;
    }

    private static double[] softmax(double[] outputs) {
        double max = outputs[0];
        for (double output : outputs) {
            max = Math.max(max, output);
        }
        double sum = 0;
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = StrictMath.exp(outputs[o] - max);
            sum += outputs[o];
        }
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] /= sum;
        }
        return outputs;
    }

    /** Return the order in which an epoch goes through the images. */
    private int[] order(int epoch) {
        Random random = new Random(seed * 31 + epoch);
        int[] images = new int[Digits.TRAINING.size()];
        for (int i = 0; i < images.length; i++) {
            int j = random.nextInt(i + 1);
            images[i] = images[j];
            images[j] = i;
        }
        return images;
    }

    /** At a scale of 1 the weighted sums are about as large as one input; biases start at zero. */
    private double[][] randomWeights(int units, int inputs, Random random) {
        double[][] weights = new double[units][inputs + 1];
        double width = params.scale() / Math.sqrt(inputs);
        for (double[] unit : weights) {
            for (int i = 0; i < inputs; i++) {
                unit[i] = (2 * random.nextDouble() - 1) * width;
            }
        }
        return weights;
    }

    private static void writeWeights(double[][] weights, DataOutputStream out) throws IOException {
        out.writeInt(weights.length);
        out.writeInt(weights[0].length);
        for (double[] unit : weights) {
            for (double weight : unit) {
                out.writeDouble(weight);
            }
        }
    }

    private static double[][] readWeights(DataInputStream in) throws IOException {
        double[][] weights = new double[in.readInt()][in.readInt()];
        for (double[] unit : weights) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = in.readDouble();
            }
        }
        return weights;
    }
}
