package dev.jtune.search.cma;

/** The shape of a Gaussian's steps, without their size: a positive definite matrix that is learned. */
sealed interface Covariance permits FullCovariance, DiagonalCovariance {

    /** Turn a standard normal vector into a step. */
    void shape(double[] normal, double[] step);

    /** Turn a step into the vector that was standard normal. */
    void whiten(double[] step, double[] normal);

    /** Replace a share of it by weighted outer products of steps. */
    void learn(double kept, double[][] steps, double[] weights);

    /** Return the variance of a coordinate. */
    double variance(int coordinate);

    /** Make a coordinate's steps longer by a factor; its correlations stay. */
    void stretch(int coordinate, double factor);

    /** Return the ratio of the largest variance in any direction to the smallest. */
    double condition();
}
