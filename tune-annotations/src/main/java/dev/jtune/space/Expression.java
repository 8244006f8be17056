package dev.jtune.space;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A constraint as a tree, evaluated over numbers: a boolean is 1 or 0, a text the number that {@link Slots} gives it, so that algorithms
 * can ask for thousands of points without making objects.
 */
sealed interface Expression {

    /** Return its value; conditions are 1 or 0. */
    double value(double[] values);

    /** Return by how much it misses being a condition that is {@code wanted}: 0 where it is, and only there. */
    default double excess(double[] values, boolean wanted) {
        return (value(values) != 0) == wanted ? 0 : 1;
    }

    /** Write it so that it is read as the same. */
    String text();

    /** How tightly what it is made of is bound. */
    default int precedence() {
        return Integer.MAX_VALUE;
    }

    /** A value as such: {@link Double}, {@link String} or {@link Boolean}. */
    record Literal(Object written, double code) implements Expression {
        @Override
        public double value(double[] values) {
            return code;
        }

        @Override
        public String text() {
            return written instanceof Double number ? Literals.number(number) : Literals.text(written);
        }
    }

    /** A parameter, and where its value stands; -1 before that is known. */
    record Name(String name, int slot) implements Expression {
        @Override
        public double value(double[] values) {
            return values[slot];
        }

        @Override
        public String text() {
            return name;
        }
    }

    /** An operator or a function with what it takes; of {@code a if b} the condition {@code b} is the second. */
    record Operation(Operator operator, List<Expression> of) implements Expression {
        Operation(Operator operator, Expression... of) {
            this(operator, List.of(of));
        }

        @Override
        public double value(double[] values) {
            if (operator.isLogical() || operator.isComparison() || operator == Operator.IN) {
                return holds(values) ? 1 : 0;
            }
            double first = of.get(0).value(values);
            if (of.size() == 1) {
                return operator.of(first);
            }
            double result = first;
            for (int i = 1; i < of.size(); i++) {
                result = operator.of(result, of.get(i).value(values));
            }
            return result;
        }

        private boolean holds(double[] values) {
            return switch (operator) {
                case IF -> of.get(1).value(values) == 0 || of.get(0).value(values) != 0;
                case AND -> of.get(0).value(values) != 0 && of.get(1).value(values) != 0;
                case OR -> of.get(0).value(values) != 0 || of.get(1).value(values) != 0;
                case NOT -> of.get(0).value(values) == 0;
                case IN -> isListed(values);
                default -> operator.holds(of.get(0).value(values), of.get(1).value(values));
            };
        }

        private boolean isListed(double[] values) {
            double value = of.get(0).value(values);
            for (int i = 1; i < of.size(); i++) {
                if (Operator.EQUAL.holds(value, of.get(i).value(values))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public double excess(double[] values, boolean wanted) {
            return switch (operator) {
                case NOT -> of.get(0).excess(values, !wanted);
                case AND -> both(of.get(0).excess(values, wanted), of.get(1).excess(values, wanted), wanted);
                case OR -> both(of.get(0).excess(values, wanted), of.get(1).excess(values, wanted), !wanted);
                case IF -> both(of.get(0).excess(values, wanted), of.get(1).excess(values, !wanted), !wanted);
                default ->
                    operator.isComparison()
                            ? distance(of.get(0).value(values), of.get(1).value(values), wanted)
                            : Expression.super.excess(values, wanted);
            };
        }

        private static double both(double left, double right, boolean all) {
            return all ? left + right : Math.min(left, right);
        }

        private double distance(double left, double right, boolean wanted) {
            if (operator.holds(left, right) == wanted) {
                return 0;
            }
            double distance = Math.abs(left - right);
            return Slots.isWord(left) || Slots.isWord(right) || !Double.isFinite(distance)
                    ? 1
                    : Math.max(Double.MIN_NORMAL, distance);
        }

        @Override
        public int precedence() {
            return operator.precedence;
        }

        @Override
        public String text() {
            if (operator.isFunction()) {
                return operator.written + "(" + list(of) + ")";
            }
            if (operator == Operator.IN) {
                return part(0, true) + " in (" + list(of.subList(1, of.size())) + ")";
            }
            if (of.size() == 1) {
                return operator.written + (operator == Operator.NOT ? " " : "") + part(0, false);
            }
            return part(0, operator.isComparison() || operator == Operator.IF) + " " + operator.written + " "
                    + part(1, true);
        }

        private static String list(List<Expression> of) {
            return of.stream().map(Expression::text).collect(Collectors.joining(", "));
        }

        /** Write an operand, in brackets where it would be read otherwise. */
        private String part(int index, boolean alsoIfEqual) {
            Expression part = of.get(index);
            boolean loose = part.precedence() < precedence() || (alsoIfEqual && part.precedence() == precedence());
            return loose ? "(" + part.text() + ")" : part.text();
        }
    }
}
