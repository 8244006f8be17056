package dev.jtune.space;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads constraints, finds the parameters that they name, and judges whether what they compare goes together. */
final class ConstraintRules {

    /** What an expression gives. */
    private enum Kind {
        NUMBER("a number"),
        TEXT("text"),
        TRUTH("a condition"),
        LIST("a list"),
        /** Values of several kinds, which can only be equal or not. */
        MIXED("of several kinds"),
        /** Computed when a configuration is made. */
        UNKNOWN("computed");

        final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /** Ends the reading of a constraint that cannot be judged; its problem, if any, was said. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private final List<Param> params;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> unread;
    private final Slots slots = new Slots();

    private ConstraintRules(List<Param> params, Set<String> unread) {
        this.params = params;
        params.forEach(param -> names.add(param.name()));
        this.unread = unread;
    }

    /**
     * Return the constraints of a space; what is wrong with one becomes a problem.
     *
     * @param unread names whose domain could not be read; constraints on them are not judged
     */
    static ConstraintSet settle(List<ConstraintDraft> drafts, List<Param> params, Set<String> unread) {
        if (drafts.isEmpty()) {
            return ConstraintSet.NONE;
        }
        ConstraintRules rules = new ConstraintRules(params, unread);
        List<Constraint> settled = new ArrayList<>();
        for (ConstraintDraft draft : drafts) {
            try {
                settled.add(
                        draft.code() == null
                                ? rules.constraint(draft)
                                : Constraint.of(draft.text(), draft.code(), draft.guard()));
            } catch (LineScanner.SyntaxException e) {
                draft.problems().add(e.code.equals("TUNE-001") ? "TUNE-055" : e.code, e.reason(), e.fix);
            } catch (Unreadable e) {
                // its problem was said, or is that of a parameter
            }
        }
        return new ConstraintSet(settled, rules.slots);
    }

    private Constraint constraint(ConstraintDraft draft) throws LineScanner.SyntaxException, Unreadable {
        Expression formula = settled(ExpressionParser.parse(draft.text()), draft);
        require(formula, draft, Kind.TRUTH);
        return Constraint.of(guarded(formula, draft), slots);
    }

    /** A condition on where it counts is part of it: a parent that is absent makes it hold. */
    private Expression guarded(Expression formula, ConstraintDraft draft)
            throws LineScanner.SyntaxException, Unreadable {
        if (draft.guard().clauses().isEmpty()) {
            return formula;
        }
        ConstraintDraft everywhere = new ConstraintDraft(draft.text(), draft.problems());
        Expression guard = settled(ExpressionParser.parse(draft.guard().toString()), everywhere);
        if (formula instanceof Expression.Operation own && own.operator() == Operator.IF) {
            return new Expression.Operation(
                    Operator.IF,
                    own.of().get(0),
                    new Expression.Operation(Operator.AND, guard, own.of().get(1)));
        }
        return new Expression.Operation(Operator.IF, formula, guard);
    }

    // ---- names

    private Expression settled(Expression expression, ConstraintDraft draft) throws Unreadable {
        if (expression instanceof Expression.Name name) {
            String known = known(name.name(), draft).orElse(null);
            if (known == null) {
                throw unknown(name.name(), draft);
            }
            return new Expression.Name(known, slots.of(known));
        }
        if (expression instanceof Expression.Literal literal) {
            return new Expression.Literal(literal.written(), slots.code(literal.written()));
        }
        Expression.Operation operation = (Expression.Operation) expression;
        List<Expression> of = new ArrayList<>();
        for (Expression each : operation.operator().isEquality() || operation.operator() == Operator.IN
                ? asMeant(operation.of(), draft)
                : operation.of()) {
            of.add(settled(each, draft));
        }
        return new Expression.Operation(operation.operator(), of);
    }

    /** Return the parameter that a name means: one of the scope in which it stands, else one of the whole space. */
    private Optional<String> known(String name, ConstraintDraft draft) {
        return names.contains(draft.scope() + name)
                ? Optional.of(draft.scope() + name)
                : names.contains(name) ? Optional.of(name) : Optional.empty();
    }

    private Unreadable unknown(String name, ConstraintDraft draft) {
        if (!unread.contains(name) && !unread.contains(draft.scope() + name)) {
            List<String> here = names.stream()
                    .map(each -> each.startsWith(draft.scope())
                            ? each.substring(draft.scope().length())
                            : each)
                    .toList();
            draft.problems()
                    .add(
                            "TUNE-056",
                            "there is no parameter '" + name + "'",
                            Nearest.hint(
                                    name,
                                    here,
                                    here.isEmpty()
                                            ? "the space is empty"
                                            : "the space has " + String.join(", ", here)));
        }
        return new Unreadable();
    }

    /** Where a parameter is compared with words, make these the values of the parameter that they mean, quoted or not. */
    private List<Expression> asMeant(List<Expression> of, ConstraintDraft draft) throws Unreadable {
        List<Param> compared = of.stream()
                .filter(Expression.Name.class::isInstance)
                .flatMap(each -> known(((Expression.Name) each).name(), draft).stream())
                .flatMap(name -> params.stream().filter(param -> param.name().equals(name)))
                .toList();
        List<Expression> meant = new ArrayList<>();
        for (Expression each : of) {
            Object word = each instanceof Expression.Literal literal
                    ? literal.written()
                    : each instanceof Expression.Name name
                                    && known(name.name(), draft).isEmpty()
                            ? name.name()
                            : null;
            meant.add(word instanceof String text && !compared.isEmpty() ? value(text, each, compared, draft) : each);
        }
        return meant;
    }

    private Expression value(String word, Expression written, List<Param> compared, ConstraintDraft draft)
            throws Unreadable {
        Optional<Object> value = compared.stream()
                .flatMap(param -> Domains.meant(param.domain(), word).stream())
                .findFirst();
        if (value.isPresent()) {
            return new Expression.Literal(value.get(), Double.NaN);
        }
        List<Object> values = compared.stream()
                .flatMap(param -> Domains.values(param.domain()).orElse(List.of()).stream())
                .toList();
        if (written instanceof Expression.Name || values.stream().noneMatch(String.class::isInstance)) {
            return written; // an unknown name, or no text at all: said where these are judged
        }
        draft.problems()
                .add(
                        "TUNE-057",
                        "'" + compared.get(0).name() + "' is never " + Literals.text(word) + " (it is "
                                + Domains.describe(compared.get(0).domain()) + ")",
                        Nearest.hint(word, values.stream().map(Literals::plain).toList(), ""));
        throw new Unreadable();
    }

    // ---- kinds

    private void require(Expression expression, ConstraintDraft draft, Kind wanted) throws Unreadable {
        Kind kind = kind(expression, draft);
        if (kind != wanted && kind != Kind.UNKNOWN) {
            String what = wanted == Kind.NUMBER ? "a number is needed" : "a condition is needed";
            mismatch(
                    draft,
                    what + ", and " + expression.text() + " is " + kind.shown,
                    wanted == Kind.TRUTH ? "compare it with something: " + expression.text() + " <= ..." : "");
        }
    }

    private Kind kind(Expression expression, ConstraintDraft draft) throws Unreadable {
        if (expression instanceof Expression.Literal literal) {
            return kindOf(literal.written());
        }
        if (expression instanceof Expression.Name name) {
            return kindOf(name.name());
        }
        Expression.Operation operation = (Expression.Operation) expression;
        Operator operator = operation.operator();
        if (operator.isEquality() || operator == Operator.IN) {
            for (Expression other : operation.of().subList(1, operation.of().size())) {
                comparable(operation.of().get(0), other, draft);
            }
            return Kind.TRUTH;
        }
        for (Expression each : operation.of()) {
            require(each, draft, operator.isLogical() ? Kind.TRUTH : Kind.NUMBER);
        }
        return operator.isLogical() || operator.isComparison() ? Kind.TRUTH : Kind.NUMBER;
    }

    private void comparable(Expression left, Expression right, ConstraintDraft draft) throws Unreadable {
        Kind one = kind(left, draft);
        Kind other = kind(right, draft);
        boolean open = one == Kind.UNKNOWN || other == Kind.UNKNOWN || one == Kind.MIXED || other == Kind.MIXED;
        if (one == Kind.LIST || other == Kind.LIST || (one != other && !open)) {
            mismatch(
                    draft,
                    left.text() + " is " + one.shown + ", and " + right.text() + " is " + other.shown,
                    one == Kind.LIST || other == Kind.LIST
                            ? "lists cannot be compared"
                            : "only what is of one kind can be equal");
        }
    }

    private static void mismatch(ConstraintDraft draft, String reason, String fix) throws Unreadable {
        draft.problems().add("TUNE-057", reason, fix);
        throw new Unreadable();
    }

    /** Return the kind of a parameter's values, over all that share its name. */
    private Kind kindOf(String name) {
        Set<Kind> kinds = params.stream()
                .filter(param -> param.name().equals(name))
                .map(param -> kindOf(param.domain()))
                .collect(Collectors.toSet());
        return kinds.size() == 1 ? kinds.iterator().next() : Kind.MIXED;
    }

    private static Kind kindOf(Domain domain) {
        if (domain instanceof Domain.SampleFrom) {
            return Kind.UNKNOWN;
        }
        Set<Kind> kinds = Domains.values(domain).orElse(List.of(0L)).stream()
                .map(ConstraintRules::kindOf)
                .collect(Collectors.toSet());
        return kinds.size() == 1 ? kinds.iterator().next() : Kind.MIXED;
    }

    private static Kind kindOf(Object value) {
        if (value instanceof Number) {
            return Kind.NUMBER;
        }
        if (value instanceof Boolean) {
            return Kind.TRUTH;
        }
        return value instanceof String ? Kind.TEXT : Kind.LIST;
    }
}
