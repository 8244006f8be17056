package dev.jtune.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads constraints: comparisons of numbers, text and booleans, with arithmetic, {@code min max abs log pow}, {@code and or not}, {@code in
 * (...)}, and {@code constraint if condition}.
 *
 * <p>It knows the form; which names exist, and whether they are numbers, is judged later.
 */
final class ExpressionParser extends LineScanner {
    private static final List<Operator> COMPARISONS = List.of(
            Operator.AT_MOST,
            Operator.AT_LEAST,
            Operator.EQUAL,
            Operator.DIFFERENT,
            Operator.BELOW,
            Operator.ABOVE); // longer ones first

    /** Deeper brackets than anybody writes would exhaust the stack. */
    private static final int DEEPEST = 100;

    private int depth;

    private ExpressionParser(String text) {
        super(text);
    }

    static Expression parse(String text) throws SyntaxException {
        ExpressionParser parser = new ExpressionParser(text);
        Expression whole = parser.disjunction();
        if (parser.takeOperatorWord("if")) {
            whole = new Expression.Operation(Operator.IF, whole, parser.disjunction());
        }
        if (!parser.atEnd()) {
            throw parser.unexpectedEnd();
        }
        return whole;
    }

    private SyntaxException unexpectedEnd() {
        String rest = text.substring(at);
        String fix = rest.startsWith("=")
                ? "equality is written =="
                : rest.startsWith("&") ? "write and" : rest.startsWith("|") ? "write or" : "";
        return unexpected("an operator or the end of the constraint", fix);
    }

    private Expression disjunction() throws SyntaxException {
        Expression left = conjunction();
        while (takeOperatorWord("or")) {
            left = new Expression.Operation(Operator.OR, left, conjunction());
        }
        return left;
    }

    private Expression conjunction() throws SyntaxException {
        Expression left = negation();
        while (takeOperatorWord("and")) {
            left = new Expression.Operation(Operator.AND, left, negation());
        }
        return left;
    }

    private Expression negation() throws SyntaxException {
        boolean negated = false;
        while (takeOperatorWord("not")) {
            negated = !negated;
        }
        Expression comparison = comparison();
        return negated ? new Expression.Operation(Operator.NOT, comparison) : comparison;
    }

    /** Read {@code a <= b}, {@code a in (b, c)}, or a chain: {@code a < b < c} is {@code a < b and b < c}. */
    private Expression comparison() throws SyntaxException {
        Expression left = sum();
        if (takeOperatorWord("in")) {
            return listed(left);
        }
        if (takeOperatorWord("not")) {
            if (!takeOperatorWord("in")) {
                throw unexpected("'in' after 'not'", "");
            }
            return new Expression.Operation(Operator.NOT, listed(left));
        }
        Expression chain = null;
        Optional<Operator> operator = comparisonSign();
        while (operator.isPresent()) {
            Expression right = sum();
            Expression link = new Expression.Operation(operator.get(), left, right);
            chain = chain == null ? link : new Expression.Operation(Operator.AND, chain, link);
            left = right;
            operator = comparisonSign();
        }
        return chain == null ? left : chain;
    }

    private Optional<Operator> comparisonSign() {
        skipSpace();
        for (Operator operator : COMPARISONS) {
            if (text.startsWith(operator.written, at)) {
                at += operator.written.length();
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Expression listed(Expression value) throws SyntaxException {
        skipSpace();
        int open = at;
        char closing = take('(') ? ')' : take('[') ? ']' : 0;
        if (closing == 0) {
            throw unexpected("'(' after 'in'", "write name in ('a', 'b')");
        }
        List<Expression> parts = new ArrayList<>(List.of(value));
        parts.addAll(items(closing, open));
        if (parts.size() == 1) {
            throw new SyntaxException("TUNE-001", "'in' needs at least one value", "");
        }
        return new Expression.Operation(Operator.IN, parts);
    }

    private List<Expression> items(char closing, int open) throws SyntaxException {
        List<Expression> items = new ArrayList<>();
        while (!take(closing)) {
            if (atEnd()) {
                throw unclosed(text.charAt(open), open);
            }
            items.add(sum());
            if (!take(',') && !atEnd() && text.charAt(at) != closing) {
                throw unexpected("',' or '" + closing + "'", "");
            }
        }
        return items;
    }

    private Expression sum() throws SyntaxException {
        Expression left = product();
        while (true) {
            Operator operator = take('+') ? Operator.PLUS : take('-') ? Operator.MINUS : null;
            if (operator == null) {
                return left;
            }
            left = new Expression.Operation(operator, left, product());
        }
    }

    private Expression product() throws SyntaxException {
        Expression left = factor();
        while (true) {
            Operator operator =
                    take('*') ? Operator.TIMES : take('/') ? Operator.OVER : take('%') ? Operator.MODULO : null;
            if (operator == null) {
                return left;
            }
            left = new Expression.Operation(operator, left, factor());
        }
    }

    private Expression factor() throws SyntaxException {
        boolean negative = false;
        while (take('-')) {
            negative = !negative;
        }
        Expression part = part();
        if (negative && part instanceof Expression.Literal literal && literal.written() instanceof Double number) {
            return new Expression.Literal(-number, -number);
        }
        return negative ? new Expression.Operation(Operator.NEGATIVE, part) : part;
    }

    private Expression part() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw new SyntaxException("TUNE-001", "its brackets are nested too deeply", "write two constraints");
        }
        Expression part = nested();
        depth--;
        return part;
    }

    private Expression nested() throws SyntaxException {
        skipSpace();
        if (at >= text.length()) {
            throw unexpected("a name or a value", "");
        }
        char c = text.charAt(at);
        int open = at;
        if (c == '\'' || c == '"') {
            return new Expression.Literal(quoted(c), Double.NaN);
        }
        if (isDigit(c) || c == '.') {
            return number();
        }
        if (take('(')) {
            Expression inner = disjunction();
            if (!take(')')) {
                throw atEnd() ? unclosed('(', open) : unexpected("an operator or ')'", "");
            }
            return inner;
        }
        if (!Character.isJavaIdentifierStart(c)) {
            throw unexpected("a name or a value", "");
        }
        return named(name());
    }

    private Expression named(String name) throws SyntaxException {
        skipSpace();
        int open = at;
        if (at < text.length() && text.charAt(at) == '(') {
            Operator function = Operator.function(name)
                    .orElseThrow(() -> new SyntaxException(
                            "TUNE-001",
                            "there is no function '" + name + "'",
                            Nearest.hint(
                                    name,
                                    List.of("min", "max", "abs", "log", "pow"),
                                    "there are min, max, abs, log and pow")));
            at++;
            List<Expression> arguments = items(')', open);
            boolean one = function == Operator.ABS || function == Operator.LOG;
            if (one
                    ? arguments.size() != 1
                    : arguments.size() < 2 || (function == Operator.POW && arguments.size() > 2)) {
                throw new SyntaxException(
                        "TUNE-001",
                        "'" + name + "' takes "
                                + (one ? "one value" : function == Operator.POW ? "two values" : "at least two values")
                                + ", not " + arguments.size(),
                        "");
            }
            return new Expression.Operation(function, arguments);
        }
        return switch (name) {
            case "true" -> new Expression.Literal(true, 1);
            case "false" -> new Expression.Literal(false, 0);
            case "and", "or", "not", "in", "if" -> {
                at = open - name.length();
                throw new SyntaxException("TUNE-001", "'" + name + "' stands where a name or a value is expected", "");
            }
            default -> new Expression.Name(name, -1);
        };
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(at))
                        || (text.charAt(at) == '.'
                                && at + 1 < text.length()
                                && Character.isJavaIdentifierStart(text.charAt(at + 1))))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Expression number() throws SyntaxException {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isNumberPart(start))) {
            at++;
        }
        String written = text.substring(start, at);
        try {
            Object number = EntryParser.literal(written);
            if (number instanceof Number value && Double.isFinite(value.doubleValue())) {
                return new Expression.Literal(value.doubleValue(), value.doubleValue());
            }
        } catch (SyntaxException e) {
            // said below, with the column in the whole text
        }
        throw new SyntaxException("TUNE-003", "'" + written + "' is not a number (column " + (start + 1) + ")", "");
    }

    private boolean isNumberPart(int start) {
        char c = text.charAt(at);
        char before = at > start ? text.charAt(at - 1) : ' ';
        return c == '.' || c == '_' || ((c == '+' || c == '-') && (before == 'e' || before == 'E'));
    }

    /** Take a word that is an operator; {@code -} and {@code /} may follow it here, and are no part of it. */
    private boolean takeOperatorWord(String word) {
        skipSpace();
        int end = at + word.length();
        if (!text.startsWith(word, at)
                || (end < text.length()
                        && (Character.isJavaIdentifierPart(text.charAt(end)) || text.charAt(end) == '.'))) {
            return false;
        }
        at = end;
        return true;
    }
}
