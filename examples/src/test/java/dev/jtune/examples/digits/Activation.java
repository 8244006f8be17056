package dev.jtune.examples.digits;

/** The non-linearity of the hidden layer. */
enum Activation {
    RELU {
        @Override
        double value(double sum) {
            return sum > 0 ? sum : 0;
        }

        @Override
        double slope(double value) {
            return value > 0 ? 1 : 0;
        }
    },
    TANH {
        @Override
        double value(double sum) {
            return StrictMath.tanh(sum);
        }

        @Override
        double slope(double value) {
            return 1 - value * value;
        }
    };

    /** Return the output for a weighted sum of inputs. */
    abstract double value(double sum);

    /** Return the derivative at the point where the output is {@code value}. */
    abstract double slope(double value);
}
