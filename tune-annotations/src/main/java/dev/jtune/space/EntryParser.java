package dev.jtune.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the string spelling: {@code name = function(args) if parent == value and other in ('a', 'b')}.
 *
 * <p>A recursive-descent parser over one line. It knows the form, not the meaning: which functions exist and which bounds
 * make sense is judged later. The first mistake in a line ends it, as a {@link SyntaxException}.
 */
final class EntryParser extends LineScanner {

    /** One parsed line. */
    record Entry(String name, Value value, List<Guard.Clause> clauses) {}

    /** What stands behind the equals sign. */
    sealed interface Value {
        /** How it was written. */
        String source();
    }

    /** A value as such. */
    record Constant(Object literal, String source) implements Value {}

    /** A function with its arguments, those with a name apart. */
    record Call(String function, List<Object> arguments, Map<String, Object> named, String source) implements Value {}

    private EntryParser(String text) {
        super(text);
    }

    /** Read one entry; empty for a line that is blank or a comment. */
    static Optional<Entry> entry(String line) throws SyntaxException {
        EntryParser parser = new EntryParser(line);
        return parser.atEnd() ? Optional.empty() : Optional.of(parser.entry());
    }

    /** Read a point: {@code rate=0.01, hidden=32}. */
    static Map<String, Object> point(String line) throws SyntaxException {
        EntryParser parser = new EntryParser(line);
        Map<String, Object> point = new LinkedHashMap<>();
        while (!parser.atEnd()) {
            String name = parser.name("write name=value, and a comma between two");
            parser.expect('=', "write name=value, and a comma between two");
            if (point.put(name, parser.literal()) != null) {
                throw new SyntaxException("TUNE-047", "'" + name + "' is given twice", "keep one of the two");
            }
            if (!parser.atEnd()) {
                parser.expect(',', "write name=value, and a comma between two");
            }
        }
        return point;
    }

    /** Read one value that makes up the whole text. */
    static Object literal(String text) throws SyntaxException {
        EntryParser parser = new EntryParser(text);
        Object value = parser.literal();
        if (!parser.atEnd()) {
            throw parser.unexpected("the end of the value", "put quotes around text");
        }
        return value;
    }

    /** Return the name of an entry that cannot be read further. */
    static Optional<String> nameOf(String line) {
        try {
            return Optional.of(new EntryParser(line).name(""));
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    /** Tell whether text can stand without quotes and be read as the same text. */
    static boolean isWord(String text) {
        if (text.isEmpty() || !isWordStart(text.charAt(0)) || isReserved(text)) {
            return false;
        }
        return text.chars().allMatch(c -> isWordPart((char) c));
    }

    /** Tell whether {@code text} may name a parameter. */
    static boolean isName(String text) {
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty() || !Character.isJavaIdentifierStart(part.charAt(0))) {
                return false;
            }
            if (!part.chars().allMatch(Character::isJavaIdentifierPart)) {
                return false;
            }
        }
        return true;
    }

    private Entry entry() throws SyntaxException {
        String name = name("write name = value");
        expect('=', "write name = value or name = function(arguments)");
        Value value = value();
        List<Guard.Clause> clauses = new ArrayList<>();
        if (takeWord("if")) {
            do {
                clauses.add(clause());
            } while (takeWord("and"));
        }
        if (!atEnd()) {
            if (takeWord("or")) {
                throw new SyntaxException(
                        "TUNE-001",
                        "a condition has no 'or' (column " + (at - 1) + ")",
                        "write name in ('a', 'b'), or two entries of the same name with different conditions");
            }
            throw unexpected(
                    clauses.isEmpty() ? "'if' or the end of the entry" : "'and' or the end of the entry",
                    "put text with spaces into quotes, and each entry into its own string or line");
        }
        return new Entry(name, value, clauses);
    }

    private String name(String fix) throws SyntaxException {
        skipSpace();
        int start = at;
        while (at < text.length()
                && "=(,#<>!".indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty()) {
            throw unexpected("a name", fix);
        }
        if (!isName(name)) {
            throw new SyntaxException(
                    "TUNE-004",
                    "'" + name + "' is not a name",
                    "use letters, digits and _, not a digit first, and dots between the parts");
        }
        return name;
    }

    private Value value() throws SyntaxException {
        skipSpace();
        int start = at;
        if (at < text.length() && isWordStart(text.charAt(at))) {
            String word = word();
            skipSpace();
            if (at < text.length() && text.charAt(at) == '(') {
                return call(word, start);
            }
            at = start;
            if (DomainFunction.named(word).isPresent()) {
                throw new SyntaxException(
                        "TUNE-006", "'" + word + "' needs its arguments in parentheses", DomainFunction.usage(word));
            }
        }
        Object literal = literal();
        return new Constant(literal, text.substring(start, at).strip());
    }

    private Call call(String function, int start) throws SyntaxException {
        int open = at++;
        List<Object> arguments = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        while (!take(')')) {
            if (atEnd()) {
                throw unclosed('(', open);
            }
            String keyword = keyword();
            if (keyword.isEmpty()) {
                arguments.add(literal());
            } else if (named.put(keyword, literal()) != null) {
                throw new SyntaxException("TUNE-006", "the argument '" + keyword + "' is given twice", "");
            }
            separator(')', '(', open);
        }
        return new Call(function, arguments, named, text.substring(start, at).strip());
    }

    /** Take {@code word =} where it stands here, else nothing. */
    private String keyword() {
        skipSpace();
        int start = at;
        if (at < text.length() && isWordStart(text.charAt(at))) {
            String word = word();
            skipSpace();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                return word;
            }
        }
        at = start;
        return "";
    }

    private Guard.Clause clause() throws SyntaxException {
        String parent = name("write if name == value");
        skipSpace();
        if (text.startsWith("==", at)) {
            at += 2;
            return new Guard.Clause(parent, List.of(literal()));
        }
        if (takeWord("in")) {
            skipSpace();
            int open = at;
            char closing = take('(') ? ')' : take('[') ? ']' : 0;
            if (closing == 0) {
                throw unexpected("'(' after 'in'", "write " + parent + " in ('a', 'b')");
            }
            List<Object> values = items(closing, text.charAt(open), open);
            if (values.isEmpty()) {
                throw new SyntaxException("TUNE-001", "'in' needs at least one value", "");
            }
            return new Guard.Clause(parent, values);
        }
        throw unexpected("'==' or 'in'", "conditions are name == value and name in (value, value)");
    }

    private Object literal() throws SyntaxException {
        skipSpace();
        if (at >= text.length()) {
            throw unexpected("a value", "");
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c);
        }
        if (c == '[') {
            int open = at++;
            return List.copyOf(items(']', '[', open));
        }
        if (isNumberStart(c)) {
            return number();
        }
        if (!isWordStart(c)) {
            throw unexpected("a value", "put quotes around text");
        }
        String word = word();
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> word;
        };
    }

    private List<Object> items(char closing, char opening, int open) throws SyntaxException {
        List<Object> items = new ArrayList<>();
        while (!take(closing)) {
            if (atEnd()) {
                throw unclosed(opening, open);
            }
            items.add(literal());
            separator(closing, opening, open);
        }
        return items;
    }

    /** Take the comma between two items, or stay before the bracket that closes them. */
    private void separator(char closing, char opening, int open) throws SyntaxException {
        if (take(',')) {
            return;
        }
        if (atEnd()) {
            throw unclosed(opening, open);
        }
        if (text.charAt(at) != closing) {
            throw unexpected("',' or '" + closing + "'", "put quotes around text with spaces or signs");
        }
    }

    /** Numbers may have underscores; those without point and exponent are integers. */
    private Object number() throws SyntaxException {
        int start = at;
        at++;
        while (at < text.length() && (isWordPart(text.charAt(at)) || isExponentSign())) {
            at++;
        }
        String written = text.substring(start, at);
        if (!isNumber(written)) {
            throw new SyntaxException(
                    "TUNE-003",
                    "'" + written + "' is not a number (column " + (start + 1) + ")",
                    "if it is text, put quotes around it");
        }
        String digits = written.replace("_", "");
        boolean integer = digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
        try {
            return integer ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new SyntaxException(
                    "TUNE-009",
                    written + " does not fit into 64 bits",
                    "write it with a point for a real number: " + written + ".0");
        }
    }

    private boolean isExponentSign() {
        char c = text.charAt(at);
        char before = text.charAt(at - 1);
        return (c == '+' || c == '-') && (before == 'e' || before == 'E');
    }

    /** Accept {@code [+-] digits [. digits] [e [+-] digits]} with a digit somewhere before the exponent. */
    private static boolean isNumber(String text) {
        int i = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int afterDigits = digits(text, i);
        int count = afterDigits - i;
        i = afterDigits;
        if (i < text.length() && text.charAt(i) == '.') {
            int afterFraction = digits(text, i + 1);
            count += afterFraction - i - 1;
            i = afterFraction;
        }
        if (count == 0) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
                i++;
            }
            int afterExponent = digits(text, i);
            if (afterExponent == i) {
                return false;
            }
            i = afterExponent;
        }
        return i == text.length();
    }

    /** Return the end of the digits from {@code start}; underscores count only between digits. */
    private static int digits(String text, int start) {
        int i = start;
        while (i < text.length() && (isDigit(text.charAt(i)) || isJoint(text, start, i))) {
            i++;
        }
        return i;
    }

    private static boolean isJoint(String text, int start, int i) {
        return text.charAt(i) == '_' && i > start && i + 1 < text.length() && isDigit(text.charAt(i + 1));
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isReserved(String word) {
        return switch (word) {
            case "true", "false", "if", "and", "or", "in" -> true;
            default -> DomainFunction.named(word).isPresent();
        };
    }

    private static boolean isNumberStart(char c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.';
    }
}
