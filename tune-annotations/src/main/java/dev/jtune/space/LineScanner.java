package dev.jtune.space;

/** Steps through one line of text: blanks and comments, words, brackets and quotes, and what to say of what is not expected. */
class LineScanner {

    /** A line that cannot be read. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        final String code;
        final String fix;

        SyntaxException(String code, String reason, String fix) {
            super(reason, null, false, false);
            this.code = code;
            this.fix = fix;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    final String text;
    int at;

    LineScanner(String text) {
        this.text = text;
    }

    final boolean takeWord(String word) {
        skipSpace();
        int end = at + word.length();
        if (!text.startsWith(word, at) || (end < text.length() && isWordPart(text.charAt(end)))) {
            return false;
        }
        at = end;
        return true;
    }

    final boolean take(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    final void expect(char c, String fix) throws SyntaxException {
        if (!take(c)) {
            throw unexpected("'" + c + "'", fix);
        }
    }

    final boolean atEnd() {
        skipSpace();
        return at >= text.length();
    }

    /** Skip blanks, and a comment, which ends the line. */
    final void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '#') {
            at = text.length();
        }
    }

    final SyntaxException unexpected(String expected, String fix) {
        skipSpace();
        String found = at >= text.length() ? "the text ends" : "found " + shown(text.charAt(at));
        return new SyntaxException("TUNE-001", "expected " + expected + " at column " + (at + 1) + ", " + found, fix);
    }

    private static String shown(char c) {
        return c == '\'' || c == '"' ? "a quote" : "'" + c + "'";
    }

    final SyntaxException unclosed(char opening, int open) {
        char closing = opening == '(' ? ')' : ']';
        return new SyntaxException(
                "TUNE-002",
                "the bracket " + opening + " at column " + (open + 1) + " is not closed",
                "add the missing " + closing);
    }

    final String quoted(char quote) throws SyntaxException {
        int open = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            value.append(c == '\\' && at < text.length() ? unescaped(text.charAt(at++)) : c);
        }
        if (at >= text.length()) {
            throw new SyntaxException(
                    "TUNE-002",
                    "the quote " + quote + " at column " + (open + 1) + " is not closed",
                    "add the missing " + quote);
        }
        at++;
        return value.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> c;
        };
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
    }
}
