package com.acme;

public final class Near {
    private Near() {}

    public static double score(double x) {
        return x;
    }
}
