package dev.jtune.engine;

import dev.jtune.Choice;
import dev.jtune.Constraint;
import dev.jtune.LogUniform;
import dev.jtune.Mode;
import dev.jtune.QRandInt;
import dev.jtune.Randn;
import dev.jtune.Tune;
import dev.jtune.Uniform;
import dev.jtune.space.ParamSpace;

/** Search spaces with one mistake each, or a few, and what is said of them. */
final class WrongSpaces {
    private WrongSpaces() {}

    @Says({
        "TUNE-012 MisspeltParameterTestCase.network, paramSpace[1] \"unts = randint(8, 65)\": the method has no parameter 'unts' (it has: rate, units)",
        "TUNE-014 MisspeltParameterTestCase.network: the space has no 'units' (it has: rate, unts); add it to paramSpace, or give the parameter a @Default"
    })
    static class MisspeltParameterTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"rate = loguniform(1e-4, 1)", "unts = randint(8, 65)"})
        double network(double rate, int units) {
            return rate * units;
        }
    }

    @Says(
            "TUNE-014 MissingParameterTestCase.network: the space has no 'units' (it has: rate); add it to paramSpace, or give the parameter a @Default")
    static class MissingParameterTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "rate = loguniform(1e-4, 1)")
        double network(double rate, int units) {
            return rate * units;
        }
    }

    @Says(
            "TUNE-014 NoSpaceAtAllTestCase.objective: the space has no 'x' (it has: nothing); add it to paramSpace, or give the parameter a @Default")
    static class NoSpaceAtAllTestCase {
        @Tune(mode = Mode.MAX)
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-001 EmptyEntryTestCase.objective, paramSpace[1]: it is empty; write name = value, or remove it")
    static class EmptyEntryTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", " "})
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-001 NoEqualsSignTestCase.objective, paramSpace[0] \"x uniform(0, 1)\": expected '=' at column 3, found 'u'; write name = value or name = function(arguments)")
    static class NoEqualsSignTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-002 UnclosedBracketTestCase.objective, paramSpace[0] \"x = uniform(0, 1\": the bracket ( at column 12 is not closed; add the missing )")
    static class UnclosedBracketTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-001 UnclosedQuoteTestCase.objective, paramSpace[0] \"x = choice('a, 'b')\": expected ',' or ')' at column 17, found 'b'; put quotes around text with spaces or signs")
    static class UnclosedQuoteTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = choice('a, 'b')")
        double objective(String x) {
            return x.length();
        }
    }

    @Says(
            "TUNE-003 TwoDotsTestCase.objective, paramSpace[0] \"x = uniform(0.0.1, 1)\": '0.0.1' is not a number (column 13); if it is text, put quotes around it")
    static class TwoDotsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0.0.1, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-004 NameWithHyphenTestCase.objective, paramSpace[0] \"learning-rate = uniform(0, 1)\": 'learning-rate' is not a name; use letters, digits and _, not a digit first, and dots between the parts")
    static class NameWithHyphenTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "learning-rate = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-005 MisspeltFunctionTestCase.objective, paramSpace[0] \"x = logunifrom(1e-4, 1)\": there is no function 'logunifrom'; did you mean 'loguniform'?")
    static class MisspeltFunctionTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = logunifrom(1e-4, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-006 TooFewArgumentsTestCase.objective, paramSpace[0] \"x = quniform(0, 1)\": quniform takes 3 arguments, and has 2; write quniform(lower, upper, q)")
    static class TooFewArgumentsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = quniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-006 UnknownArgumentTestCase.objective, paramSpace[0] \"x = uniform(low=0, high=1)\": the argument 'low' is not known to uniform; write uniform(lower, upper)")
    static class UnknownArgumentTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(low=0, high=1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-006 FunctionWithoutArgumentsTestCase.objective, paramSpace[0] \"x = uniform\": 'uniform' needs its arguments in parentheses; write uniform(lower, upper)")
    static class FunctionWithoutArgumentsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-007 TextAsBoundTestCase.objective, paramSpace[0] \"x = uniform('0', 1)\": lower must be a number, and '0' is text")
    static class TextAsBoundTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform('0', 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-008 InfiniteBoundTestCase.objective, paramSpace[0] \"x = uniform(0, inf)\": upper must be a finite number, and it is inf")
    static class InfiniteBoundTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, inf)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-009 RealBoundOfIntegersTestCase.objective, paramSpace[0] \"n = randint(1, 2.5)\": upper must be an integer of at most 64 bits, and it is 2.5; round it, or use a function for real numbers")
    static class RealBoundOfIntegersTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = randint(1, 2.5)")
        double objective(int n) {
            return n;
        }
    }

    @Says(
            "TUNE-009 HugeIntegerTestCase.objective, paramSpace[0] \"n = randint(1, 99999999999999999999)\": 99999999999999999999 does not fit into 64 bits; write it with a point for a real number: 99999999999999999999.0")
    static class HugeIntegerTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = randint(1, 99999999999999999999)")
        double objective(long n) {
            return n;
        }
    }

    @Says(
            "TUNE-010 ReversedBoundsTestCase.objective, paramSpace[0] \"x = uniform(1, 0)\": the lower bound 1 is above the upper bound 0; swap them: uniform(0, 1)")
    static class ReversedBoundsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(1, 0)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-010 EqualBoundsTestCase.objective, paramSpace[0] \"n = randint(8, 8)\": both bounds are 8; write the constant 8 instead")
    static class EqualBoundsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = randint(8, 8)")
        double objective(int n) {
            return n;
        }
    }

    @Says(
            "TUNE-011 LogOfZeroTestCase.objective, paramSpace[0] \"x = loguniform(0, 1)\": the logarithm needs a lower bound above 0, and it is 0; start above 0, or use uniform(...)")
    static class LogOfZeroTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = loguniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-011 LogOfZeroAsIntegerTestCase.objective, paramSpace[0] \"n = lograndint(0, 64)\": the logarithm needs a lower bound above 0, and it is 0; start at 1, or use randint(...)")
    static class LogOfZeroAsIntegerTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = lograndint(0, 64)")
        double objective(int n) {
            return n;
        }
    }

    @Says(
            "TUNE-013 StepOfZeroTestCase.objective, paramSpace[0] \"x = quniform(0, 1, 0)\": the step q must be above 0, and it is 0")
    static class StepOfZeroTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = quniform(0, 1, 0)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-015 BoundsOffTheStepTestCase.objective, paramSpace[0] \"x = quniform(0.05, 1, 0.1)\": bounds must be multiples of the step 0.1, and the lower bound 0.05 is not; write quniform(0.1, 1, 0.1)")
    static class BoundsOffTheStepTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = quniform(0.05, 1, 0.1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-002 UnclosedTextTestCase.objective, paramSpace[0] \"x = choice('a', 'b)\": the quote ' at column 17 is not closed; add the missing '")
    static class UnclosedTextTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = choice('a', 'b)")
        double objective(String x) {
            return x.length();
        }
    }

    @Says(
            "TUNE-016 StepWiderThanBoundsTestCase.objective, paramSpace[0] \"n = qrandint(5, 7, 10)\": no multiple of 10 lies between 5 and 7; widen the bounds or take a smaller step")
    static class StepWiderThanBoundsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = qrandint(5, 7, 10)")
        double objective(int n) {
            return n;
        }
    }

    @Says(
            "TUNE-017 NegativeDeviationTestCase.objective, paramSpace[0] \"x = randn(0, -1)\": the standard deviation must be above 0, and it is -1")
    static class NegativeDeviationTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = randn(0, -1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-018 EmptyChoiceTestCase.objective, paramSpace[0] \"x = choice()\": choice needs at least one value; write choice(value, value, ...)")
    static class EmptyChoiceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = choice()")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-018 EmptyGridTestCase.objective, paramSpace[0] \"x = grid_search([])\": grid_search needs at least one value; write grid_search(value, value, ...)")
    static class EmptyGridTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = grid_search([])")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-019 RepeatedChoiceTestCase.objective, paramSpace[0] \"x = choice('a', 'b', 'a')\": 'a' stands in it more than once; values are equally likely; keep one of each")
    static class RepeatedChoiceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = choice('a', 'b', 'a')")
        double objective(String x) {
            return x.length();
        }
    }

    @Says(
            "TUNE-006 GridWithArgumentTestCase.objective, paramSpace[0] \"x = grid_search([1, 2], q=2)\": grid_search has no named arguments; write grid_search(value, value, ...)")
    static class GridWithArgumentTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = grid_search([1, 2], q=2)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-020 SameNameTwiceTestCase.objective, paramSpace[1] \"x = uniform(1, 2)\": there is already an entry 'x'; rename or remove one")
    static class SameNameTwiceTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", "x = uniform(1, 2)"})
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-022 GuardOnUnknownTestCase.objective, paramSpace[1] \"c = loguniform(1e-3, 1e3) if modle == 'svm'\": its condition asks for 'modle', which does not exist; did you mean 'model'?")
    static class GuardOnUnknownTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"model = choice('svm', 'tree')", "c = loguniform(1e-3, 1e3) if modle == 'svm'"})
        double objective(String model, double c) {
            return c;
        }
    }

    @Says(
            "TUNE-023 GuardOnLaterTestCase.objective, paramSpace[0] \"c = loguniform(1e-3, 1e3) if model == 'svm'\": its condition asks for 'model', which stands later; move the entry of 'model' to the front")
    static class GuardOnLaterTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"c = loguniform(1e-3, 1e3) if model == 'svm'", "model = choice('svm', 'tree')"})
        double objective(String model, double c) {
            return c;
        }
    }

    @Says(
            "TUNE-023 GuardOnItselfTestCase.objective, paramSpace[0] \"x = uniform(0, 1) if x == 1\": its condition asks for itself; a condition asks for an earlier entry")
    static class GuardOnItselfTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1) if x == 1")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-024 GuardThatNeverHoldsTestCase.objective, paramSpace[1] \"c = loguniform(1e-3, 1e3) if model == 'svn'\": 'model' is never 'svn' (it is svm | tree); did you mean 'svm'?")
    static class GuardThatNeverHoldsTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"model = choice('svm', 'tree')", "c = loguniform(1e-3, 1e3) if model == 'svn'"})
        double objective(String model, double c) {
            return c;
        }
    }

    @Says(
            "TUNE-025 GuardOnRealTestCase.objective, paramSpace[1] \"y = uniform(0, 1) if x == 1\": a condition cannot ask for 'x', which is double 0..1; conditions ask for a choice, a grid, a constant or an integer")
    static class GuardOnRealTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", "y = uniform(0, 1) if x == 1"})
        double objective(double x, double y) {
            return x + y;
        }
    }

    @Says(
            "TUNE-001 GuardWithOrTestCase.objective, paramSpace[1] \"x = uniform(0, 1) if m == 'a' or m == 'b'\": a condition has no 'or' (column 31); write name in ('a', 'b'), or two entries of the same name with different conditions")
    static class GuardWithOrTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"m = choice('a', 'b', 'c')", "x = uniform(0, 1) if m == 'a' or m == 'b'"})
        double objective(String m, double x) {
            return x;
        }
    }

    @Says(
            "TUNE-026 ContradictingGuardsTestCase.objective, paramSpace[2] \"x = uniform(0, 1) if m == 'b' and n == 'c'\": its condition never holds: m == 'b' and n == 'c'")
    static class ContradictingGuardsTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {
                    "m = choice('a', 'b')",
                    "n = choice('c', 'd') if m == 'a'",
                    "x = uniform(0, 1) if m == 'b' and n == 'c'"
                })
        double objective(String m, String n, double x) {
            return x;
        }
    }

    @Says(
            "TUNE-027 SampleFromNowhereTestCase.objective, paramSpace[0] \"x = sample_from('twice')\": SampleFromNowhereTestCase has no method 'twice'; write static Object twice(Config config)")
    static class SampleFromNowhereTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = sample_from('twice')")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-028 SampleFromInstanceTestCase.objective, paramSpace[0] \"x = sample_from('twice')\": the method 'twice' is not static; make it static")
    static class SampleFromInstanceTestCase {
        double twice() {
            return 2;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = sample_from('twice')")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-029 SampleFromWrongMethodTestCase.objective, paramSpace[0] \"x = sample_from('twice')\": the method is double twice(int); it must return a value and take a Config or nothing")
    static class SampleFromWrongMethodTestCase {
        static double twice(int n) {
            return 2 * n;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = sample_from('twice')")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-036 RealForIntegerTestCase.objective, paramSpace[0] \"units = uniform(8, 64)\": its values are real numbers, and the parameter is int; use randint(...), or take a double")
    static class RealForIntegerTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "units = uniform(8, 64)")
        double objective(int units) {
            return units;
        }
    }

    @Says(
            "TUNE-036 RealForEnumTestCase.objective, paramSpace[0] \"mode = uniform(0, 1)\": its values are real numbers, and the parameter is Mode; use choice(...)")
    static class RealForEnumTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "mode = uniform(0, 1)")
        double objective(Mode mode) {
            return mode.ordinal();
        }
    }

    @Says(
            "TUNE-036 IntegerForTextTestCase.objective, paramSpace[0] \"name = randint(0, 9)\": its values are integers, and the parameter is String; take a number, or use choice(...)")
    static class IntegerForTextTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "name = randint(0, 9)")
        double objective(String name) {
            return name.length();
        }
    }

    @Says(
            "TUNE-037 TextForNumberTestCase.objective, paramSpace[0] \"x = choice(1, 'two')\": the parameter cannot take \"two\", which is no double")
    static class TextForNumberTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = choice(1, 'two')")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-037 UnknownConstantTestCase.objective, paramSpace[0] \"mode = choice('max', 'mid')\": the parameter cannot take \"mid\", which is no Mode (MIN, MAX)")
    static class UnknownConstantTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "mode = choice('max', 'mid')")
        double objective(Mode mode) {
            return mode.ordinal();
        }
    }

    @Says("TUNE-032 TwoDomainsTestCase.objective, x: it has two domains, @Uniform and @Randn; leave one")
    static class TwoDomainsTestCase {
        @Tune(mode = Mode.MAX)
        double objective(@Uniform(lower = 0, upper = 1) @Randn double x) {
            return x;
        }
    }

    @Says(
            "TUNE-034 ChoiceWithoutValuesTestCase.objective, x: @Choice has no values, and a double does not have a few by itself; list them: @Choice({\"a\", \"b\"}); only an enum or a boolean may leave them out")
    static class ChoiceWithoutValuesTestCase {
        @Tune(mode = Mode.MAX)
        double objective(@Choice double x) {
            return x;
        }
    }

    @Says("TUNE-035 ChoiceOfWrongTypeTestCase.objective, x: \"two\" is no int; give values of the parameter's type")
    static class ChoiceOfWrongTypeTestCase {
        @Tune(mode = Mode.MAX)
        double objective(@Choice({"1", "two"}) int x) {
            return x;
        }
    }

    @Says(
            "TUNE-010 AnnotatedReversedTestCase.objective, x: the lower bound 64 is above the upper bound 8; swap them: qrandint(8, 64, ...)")
    static class AnnotatedReversedTestCase {
        @Tune(mode = Mode.MAX)
        double objective(@QRandInt(lower = 64, upper = 8, q = 8) int x) {
            return x;
        }
    }

    @Says("TUNE-020 BothSpellingsTestCase.objective, x: there is already an entry 'x'; rename or remove one")
    static class BothSpellingsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(@Uniform(lower = 0, upper = 2) double x) {
            return x;
        }
    }

    @Says(
            "TUNE-082 GenericParameterTestCase.objective: it is generic, and nothing says what its type parameters stand for; give its parameters types of their own")
    static class GenericParameterTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        <T> double objective(T x) {
            return x.hashCode();
        }
    }

    @Says(
            "TUNE-030 SpaceIsNoRecordTestCase.objective, Thread: it is neither a record nor a sealed interface of records; declare the space as a record whose components carry domains: @Uniform(lower = 0, upper = 1) double x")
    static class SpaceIsNoRecordTestCase {
        @Tune(mode = Mode.MAX, space = Thread.class)
        double objective(double x) {
            return x;
        }
    }

    record Untuned(@Uniform(lower = 0, upper = 1) double rate, int units) {}

    @Says(
            "TUNE-033 RecordWithoutDomainTestCase.objective, units: it has no domain; annotate it, for instance with @Uniform(lower = 0, upper = 1), or give it a @Default")
    static class RecordWithoutDomainTestCase {
        @Tune(mode = Mode.MAX)
        double objective(Untuned config) {
            return config.rate();
        }
    }

    record Reversed(
            @Uniform(lower = 1, upper = 0) double rate,
            @LogUniform(lower = 0, upper = 1) double decay) {}

    @Says({
        "TUNE-010 WrongRecordTestCase.objective, rate: the lower bound 1 is above the upper bound 0; swap them: uniform(0, 1)",
        "TUNE-011 WrongRecordTestCase.objective, decay: the logarithm needs a lower bound above 0, and it is 0; start above 0, or use uniform(...)"
    })
    static class WrongRecordTestCase {
        @Tune(mode = Mode.MAX)
        double objective(Reversed config) {
            return config.rate();
        }
    }

    sealed interface Model permits Svm, Tree {}

    record Svm(@LogUniform(lower = 1e-3, upper = 1e3) double c) implements Model {}

    static final class Tree implements Model {}

    @Says(
            "TUNE-031 BranchIsNoRecordTestCase.objective, Model: its implementation Tree is not a record; a branch of a space is a record; make it one, or take it out of permits")
    static class BranchIsNoRecordTestCase {
        @Tune(mode = Mode.MAX)
        double objective(Model model) {
            return 1;
        }
    }

    @Says("TUNE-045 PointOutsideTestCase.objective, pointsToEvaluate[0] \"x=2\": 'x' cannot be 2; it is double 0..1")
    static class PointOutsideTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", pointsToEvaluate = "x=2")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-044 PointOfUnknownTestCase.objective, pointsToEvaluate[1] \"y=0.5\": there is no parameter 'y'; the space has x")
    static class PointOfUnknownTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = "x = uniform(0, 1)",
                pointsToEvaluate = {"x=0.5", "y=0.5"})
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-004 PointUnreadableTestCase.objective, pointsToEvaluate[0] \"x: 0.5\": 'x:' is not a name; use letters, digits and _, not a digit first, and dots between the parts")
    static class PointUnreadableTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", pointsToEvaluate = "x: 0.5")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-043 PointWithoutEqualsTestCase.objective, pointsToEvaluate[0] \"x 0.5\": expected '=' at column 3, found '0'; write name=value, and a comma between two")
    static class PointWithoutEqualsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", pointsToEvaluate = "x 0.5")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-047 PointTwiceTestCase.objective, pointsToEvaluate[0] \"x=0.5, x=0.6\": 'x' is given twice; keep one of the two")
    static class PointTwiceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", pointsToEvaluate = "x=0.5, x=0.6")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-046 PointWithoutItsConditionTestCase.objective, pointsToEvaluate[0] \"m='b', x=0.5\": 'x' exists only if m == 'a'; leave it out, or change the other value")
    static class PointWithoutItsConditionTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"m = choice('a', 'b')", "x = uniform(0, 1) if m == 'a'"},
                pointsToEvaluate = "m='b', x=0.5")
        double objective(String m, double x) {
            return x;
        }
    }

    @Says(
            "TUNE-048 ComputedPointTestCase.objective, pointsToEvaluate[0] \"x=0.5\": 'x' is computed from the other values; leave it out")
    static class ComputedPointTestCase {
        static double half() {
            return 0.5;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = sample_from('half')", pointsToEvaluate = "x=0.5")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-223 NoSuchSourceTestCase.objective: NoSuchSourceTestCase has no static method 'space' that returns a ParamSpace; write: static ParamSpace space() { ... }")
    static class NoSuchSourceTestCase {
        @Tune(mode = Mode.MAX, spaceSource = "space")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-223 SourceOfWrongTypeTestCase.objective: SourceOfWrongTypeTestCase has no static method 'space' that returns a ParamSpace; write: static ParamSpace space() { ... }")
    static class SourceOfWrongTypeTestCase {
        static String space() {
            return "x = uniform(0, 1)";
        }

        @Tune(mode = Mode.MAX, spaceSource = "space")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-236 SourceAndSpaceTestCase.objective: spaceSource is given, and so is paramSpace; leave one: the method provides the whole space")
    static class SourceAndSpaceTestCase {
        static ParamSpace space() {
            return ParamSpace.parse("x = uniform(0, 1)");
        }

        @Tune(mode = Mode.MAX, spaceSource = "space", paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-010 SeveralMistakesTestCase.objective, paramSpace[0] \"x = uniform(1, 0)\": the lower bound 1 is above the upper bound 0; swap them: uniform(0, 1)",
        "TUNE-005 SeveralMistakesTestCase.objective, paramSpace[1] \"y = logunifrom(1, 2)\": there is no function 'logunifrom'; did you mean 'loguniform'?",
        "TUNE-018 SeveralMistakesTestCase.objective, paramSpace[2] \"z = choice()\": choice needs at least one value; write choice(value, value, ...)"
    })
    static class SeveralMistakesTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(1, 0)", "y = logunifrom(1, 2)", "z = choice()"})
        double objective(double x, double y, double z) {
            return x;
        }
    }

    @Says({
        "TUNE-012 TwoUnknownAndOneMissingTestCase.objective, paramSpace[0] \"a = uniform(0, 1)\": the method has no parameter 'a' (it has: x)",
        "TUNE-012 TwoUnknownAndOneMissingTestCase.objective, paramSpace[1] \"b = uniform(0, 1)\": the method has no parameter 'b' (it has: x)",
        "TUNE-014 TwoUnknownAndOneMissingTestCase.objective: the space has no 'x' (it has: a, b); add it to paramSpace, or give the parameter a @Default"
    })
    static class TwoUnknownAndOneMissingTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"a = uniform(0, 1)", "b = uniform(0, 1)"})
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-056 WrongConstraintsTestCase.objective, paramSpace[2] \"where z < 1\": there is no parameter 'z'; the space has x, y",
        "TUNE-055 WrongConstraintsTestCase.objective, constraints[0] \"x = y\": expected an operator or the end of the constraint at column 3, found '='; equality is written ==",
        "TUNE-057 WrongConstraintsTestCase.objective, constraints[1] \"x + y\": a condition is needed, and x + y is a number; compare it with something: x + y <= ..."
    })
    static class WrongConstraintsTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", "y = uniform(0, 1)", "where z < 1"},
                constraints = {"x = y", "x + y"})
        double objective(double x, double y) {
            return x + y;
        }
    }

    @Says(
            "TUNE-058 EmptySpaceTestCase.objective: no configuration keeps the constraints: n > 3; weaken one, or widen the space")
    static class EmptySpaceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "n = randint(0, 4)", constraints = "n > 3")
        double objective(int n) {
            return n;
        }
    }

    @Says(
            "TUNE-058 EqualRealsTestCase.objective, constraints [x + y == 1]: no configuration that keeps them was found; weaken one, or widen the space; where real numbers are to be equal, compute one of the others: sample_from")
    static class EqualRealsTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", "y = uniform(0, 1)"},
                constraints = "x + y == 1")
        double objective(double x, double y) {
            return x + y;
        }
    }

    @Says(
            "TUNE-050 PointBreaksConstraintTestCase.objective, pointsToEvaluate[0] \"x=0.5, y=0.25\": it breaks the constraint x < y (x=0.5, y=0.25); change a value")
    static class PointBreaksConstraintTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = uniform(0, 1)", "y = uniform(0, 1)"},
                constraints = "x < y",
                pointsToEvaluate = "x=0.5, y=0.25")
        double objective(double x, double y) {
            return x + y;
        }
    }

    @Says(
            "TUNE-056 ConstraintOnTypeTestCase.objective, Limits @Constraint(\"lower <= uper\"): there is no parameter 'uper'; did you mean 'upper'?")
    static class ConstraintOnTypeTestCase {
        @Constraint("lower <= uper")
        record Limits(
                @Uniform(lower = 0, upper = 1) double lower,
                @Uniform(lower = 0, upper = 1) double upper) {}

        @Tune(mode = Mode.MAX)
        double objective(Limits limits) {
            return limits.upper();
        }
    }

    @Says(
            "TUNE-236 SourceAndConstraintsTestCase.objective: spaceSource is given, and so is constraints; leave one: the method provides the whole space")
    static class SourceAndConstraintsTestCase {
        static ParamSpace space() {
            return ParamSpace.parse("x = uniform(0, 1)");
        }

        @Tune(mode = Mode.MAX, spaceSource = "space", constraints = "x < 1")
        double objective(double x) {
            return x;
        }
    }
}
