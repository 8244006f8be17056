package dev.jtune.engine;

import dev.jtune.Mode;
import dev.jtune.Tune;
import dev.jtune.schedule.Asha;
import dev.jtune.schedule.Fifo;
import dev.jtune.schedule.MaxIterations;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.ScheduleWith;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.SchedulerFactory;
import dev.jtune.schedule.StudyPlateau;
import dev.jtune.schedule.TrialPlateau;
import dev.jtune.search.NsgaSearch;
import dev.jtune.search.RandomSearch;
import dev.jtune.search.SearchContext;
import dev.jtune.search.SearchWith;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherFactory;
import dev.jtune.search.SobolSearch;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Searchers, schedulers and stoppers that are plugged in with one mistake each, and what is said of them. */
final class WrongPlugins {
    private WrongPlugins() {}

    @Says(
            "TUNE-440 AshaWithoutGraceTestCase.objective, ASHA: gracePeriod must be at least 1, was 0; it is the time before the first decision")
    static class AshaWithoutGraceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha(gracePeriod = 0)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-440 AshaThatKeepsAllTestCase.objective, ASHA: reductionFactor must be at least 2, was 1; 3 or 4 are usual: one of so many trials goes on from each rung")
    static class AshaThatKeepsAllTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha(reductionFactor = 1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-441 AshaWithLateGraceTestCase.objective, ASHA: maxT must be at least gracePeriod, was 3 with a gracePeriod of 5; maxT is the length of a full run")
    static class AshaWithLateGraceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha(maxT = 3, gracePeriod = 5)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-442 AshaWithoutBracketsTestCase.objective, ASHA: brackets must be at least 1, was 0; with 1 all trials are judged from the first rung on, with 2 some only from the second")
    static class AshaWithoutBracketsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha(brackets = 0)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-443 AshaOfNoTimeTestCase.objective, ASHA: timeAttr must be the name of a metric, was blank; leave it out for training_iteration")
    static class AshaOfNoTimeTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha(timeAttr = "")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-446 NoIterationsTestCase.objective, max iterations: a trial has at least 1 iteration, was 0; leave it out to let trials run")
    static class NoIterationsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @MaxIterations(0)
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-447 TrialPlateauOfOneTestCase.objective, trial plateau: std must be a finite number of at least 0, was -1.0",
        "TUNE-447 TrialPlateauOfOneTestCase.objective, trial plateau: numResults must be at least 2, was 1"
    })
    static class TrialPlateauOfOneTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @TrialPlateau(numResults = 1, std = -1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-449 ThresholdWithoutDirectionTestCase.objective, trial plateau: a threshold needs the direction in which gap is better; give mode, as the metric is none of the study's")
    static class ThresholdWithoutDirectionTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @TrialPlateau(metric = "gap", threshold = 3)
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-448 StudyPlateauOfOneTestCase.objective, study plateau: top must be at least 2, was 1",
        "TUNE-448 StudyPlateauOfOneTestCase.objective, study plateau: patience must be at least 0, was -1"
    })
    static class StudyPlateauOfOneTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @StudyPlateau(top = 1, patience = -1)
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-240 TwoSchedulersTestCase.objective: @Asha and @Fifo exclude each other; leave one")
    static class TwoSchedulersTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Asha
        @Fifo
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-240 TwoSearchersTestCase.objective: @RandomSearch and @SobolSearch exclude each other; leave one")
    static class TwoSearchersTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @RandomSearch
        @SobolSearch
        double objective(double x) {
            return x;
        }
    }

    static final class Unmakeable implements SchedulerFactory<Unmade> {
        Unmakeable(int n) {
            assert n > 0;
        }

        @Override
        public Scheduler create(Unmade annotation, ScheduleContext context) {
            throw new AssertionError();
        }
    }

    @ScheduleWith(Unmakeable.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unmade {}

    @Says(
            "TUNE-241 FactoryOfParametersTestCase.objective: the factory dev.jtune.engine.WrongPlugins$Unmakeable has no constructor without parameters; add one; settings come with the annotation")
    static class FactoryOfParametersTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Unmade
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-229 SchedulerOnOtherTestCase.helper: @Asha is on a method without @Tune, where it does nothing; move it to the @Tune method")
    static class SchedulerOnOtherTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @Asha
        void helper() {}
    }

    static final class LearnerFactory implements SearcherFactory<Learner> {
        @Override
        public Searcher create(Learner annotation, SearchContext context) {
            throw new AssertionError();
        }
    }

    @SearchWith(LearnerFactory.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Learner {}

    @Says(
            "TUNE-439 LonelyPopulationTestCase.objective, NSGA-II: populationSize must be at least 2, and crossover and mutation from 0 to 1; they are 1, 0.9 and 0.0; leave them out for a tenth of the trials, 0.9, and one parameter a child")
    static class LonelyPopulationTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @NsgaSearch(populationSize = 1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-433 GridOfLearnerTestCase.objective, grid_search of x: the chosen searcher cannot walk a grid; use choice instead of grid_search, or leave the searcher out")
    static class GridOfLearnerTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"x = grid_search([1, 2])", "y = uniform(0, 1)"})
        @Learner
        double objective(double x, double y) {
            return x + y;
        }
    }
}
