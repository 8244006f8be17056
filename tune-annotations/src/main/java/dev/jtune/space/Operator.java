package dev.jtune.space;

import java.util.Optional;

/** The operators and functions of constraints. */
enum Operator {
    IF("if", 0),
    OR("or", 1),
    AND("and", 2),
    NOT("not", 3),
    AT_MOST("<=", 4),
    BELOW("<", 4),
    AT_LEAST(">=", 4),
    ABOVE(">", 4),
    EQUAL("==", 4),
    DIFFERENT("!=", 4),
    IN("in", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    OVER("/", 6),
    MODULO("%", 6),
    NEGATIVE("-", 7),
    MIN("min", Operator.CALLED),
    MAX("max", Operator.CALLED),
    ABS("abs", Operator.CALLED),
    LOG("log", Operator.CALLED),
    POW("pow", Operator.CALLED);

    private static final int CALLED = 8;

    /** Numbers that differ by less than this share of them are equal, so that 0.1 + 0.2 is 0.3. */
    private static final double ROUNDING = 1e-12;

    /** How it is written. */
    final String written;

    /** How tightly it binds. */
    final int precedence;

    Operator(String written, int precedence) {
        this.written = written;
        this.precedence = precedence;
    }

    boolean isFunction() {
        return precedence == CALLED;
    }

    boolean isComparison() {
        return precedence == EQUAL.precedence && this != IN;
    }

    /** Tell whether it takes values of any kind, as long as both are of the same. */
    boolean isEquality() {
        return this == EQUAL || this == DIFFERENT;
    }

    /** Tell whether it takes conditions. */
    boolean isLogical() {
        return precedence <= NOT.precedence;
    }

    static Optional<Operator> function(String name) {
        for (Operator operator : values()) {
            if (operator.isFunction() && operator.written.equals(name)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Compare; whatever is compared with {@code NaN} is false. */
    boolean holds(double left, double right) {
        boolean equal = left == right || Math.abs(left - right) <= ROUNDING * Math.max(Math.abs(left), Math.abs(right));
        return switch (this) {
            case AT_MOST -> left < right || equal;
            case BELOW -> left < right && !equal;
            case AT_LEAST -> left > right || equal;
            case ABOVE -> left > right && !equal;
            case EQUAL -> equal;
            case DIFFERENT -> !equal && !Double.isNaN(left) && !Double.isNaN(right);
            default -> throw new IllegalStateException(this + " compares nothing");
        };
    }

    /** Compute a number of two. */
    double of(double left, double right) {
        return switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case OVER -> left / right;
            case MODULO -> modulo(left, right);
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
            case POW -> StrictMath.pow(left, right);
            default -> throw new IllegalStateException(this + " computes nothing of two numbers");
        };
    }

    /** Compute a number of one. */
    double of(double number) {
        return switch (this) {
            case NEGATIVE -> -number;
            case ABS -> Math.abs(number);
            case LOG -> StrictMath.log(number);
            default -> throw new IllegalStateException(this + " computes nothing of one number");
        };
    }

    /** The remainder has the sign of the divisor. */
    private static double modulo(double left, double right) {
        double remainder = left % right;
        return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder;
    }
}
