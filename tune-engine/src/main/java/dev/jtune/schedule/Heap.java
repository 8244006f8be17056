package dev.jtune.schedule;

import java.util.Arrays;

/** Numbers of which the smallest is at hand. */
final class Heap {
    private double[] values = new double[16];
    private int size;

    int size() {
        return size;
    }

    double least() {
        return values[0];
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        int at = size++;
        while (at > 0 && value < values[(at - 1) / 2]) {
            values[at] = values[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        values[at] = value;
    }

    /** Take the smallest number out; there must be one. */
    double take() {
        double least = values[0];
        double last = values[--size];
        int at = 0;
        int child = 1;
        while (child < size) {
            child += child + 1 < size && values[child + 1] < values[child] ? 1 : 0;
            if (last <= values[child]) {
                break;
            }
            values[at] = values[child];
            at = child;
            child = 2 * at + 1;
        }
        values[at] = last;
        return least;
    }
}
