package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.search.auto.AutoProposer;
import dev.jtune.search.bohb.Bohb;
import dev.jtune.search.cma.CmaProposer;
import dev.jtune.search.cma.CmaSettings;
import dev.jtune.search.cube.Brackets;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.de.DifferentialEvolution;
import dev.jtune.search.dehb.Dehb;
import dev.jtune.search.dehb.DehbPlan;
import dev.jtune.search.evolution.Nsga;
import dev.jtune.search.evolution.NsgaSettings;
import dev.jtune.search.gp.GpProposer;
import dev.jtune.search.gp.HypervolumeProposer;
import dev.jtune.search.tpe.Tpe;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The searchers of this library, for {@code Tuner}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Searchers {
    /** As in the paper. */
    private static final int BOHB_CANDIDATES = 64;

    private Searchers() {}

    /**
     * Choose for the study: every cell of the grid where the space has one, else the algorithm that fits the space, the budget and what
     * trials take, handing over from one to the next. This is the default.
     *
     * <p>A finite space ends when all of it was tried; one with a single configuration is tried as often as there are samples.
     */
    public static SearcherProvider auto() {
        return withGrid(context -> {
            OptionalLong configurations = context.space().cardinality();
            boolean isNothingToChoose = configurations.isPresent() && configurations.getAsLong() <= 1;
            if (context.space().hasGrid() || isNothingToChoose) {
                return new RandomSearcher(context);
            }
            boolean isAllTried = configurations.isPresent() && configurations.getAsLong() <= context.numSamples();
            return new ModelSearcher(
                    "auto", context, new AutoProposer(UnitCube.of(context.space()), context.seed(), isAllTried));
        });
    }

    /** Draw each configuration at random; where the space has a grid, once for every cell in every sample. */
    public static SearcherProvider random() {
        return withGrid(RandomSearcher::new);
    }

    /**
     * Try every cell of the grid; parameters that are no axis of it are drawn at random for every cell.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-434) if the space has no grid.
     */
    public static SearcherProvider grid() {
        return withGrid(context -> {
            if (!context.space().hasGrid()) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-434",
                        "grid search",
                        "the space has no grid",
                        "declare at least one parameter with grid_search([...])"));
            }
            return new RandomSearcher(context);
        });
    }

    /** Fill the space evenly with a scrambled Sobol sequence. */
    public static SearcherProvider sobol() {
        return sobol(true);
    }

    /**
     * Fill the space evenly with a Sobol sequence.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-431) if more than 21,201 parameters are drawn.
     *
     * @param scramble whether the study's seed shifts the sequence; without it, it is the same for every seed
     */
    public static SearcherProvider sobol(boolean scramble) {
        return withGrid(context -> SequenceSearcher.sobol(context, scramble));
    }

    /** Fill the space evenly with a scrambled Halton sequence. */
    public static SearcherProvider halton() {
        return halton(true);
    }

    /**
     * Fill the space evenly with a Halton sequence.
     *
     * @param scramble whether the study's seed permutes the digits of the sequence; without it, it is the same for every seed
     */
    public static SearcherProvider halton(boolean scramble) {
        return withGrid(context -> SequenceSearcher.halton(context, scramble));
    }

    /**
     * Try the configurations of a finite space in random order, none of them twice, until all or as many as the study has samples
     * were tried.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-435) if a parameter has no end of values.
     */
    public static SearcherProvider exhaustive() {
        return context -> {
            requireFinite(context.space());
            long seed = context.seed();
            return new ModelSearcher(
                    "exhaustive",
                    context,
                    (number, history) -> history.cube().randomPoint(SeededStream.of(seed, "exhaustive", number)));
        };
    }

    private static void requireFinite(ParamSpace space) {
        List<String> endless = space.params().stream()
                .filter(param -> param.domain() instanceof Domain.Normal
                        || (param.domain() instanceof Domain.Real real && real.q() == 0))
                .map(Param::name)
                .distinct()
                .toList();
        if (!endless.isEmpty()) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-435",
                    "exhaustive search",
                    "there is no end of values of " + String.join(", ", endless),
                    "give real numbers a step, as in quniform(0, 1, 0.1), or use another searcher"));
        }
    }

    /** Search with Gaussian processes: see {@link GpSearch}. */
    public static SearcherProvider gp() {
        return context -> new ModelSearcher(
                "GP",
                context,
                context.objectives().size() > 1
                        ? new HypervolumeProposer(context.seed())
                        : new GpProposer(context.seed()));
    }

    /** Search with NSGA-II and its default settings: those of {@link NsgaSearch}. */
    public static SearcherProvider nsga2() {
        return nsga2(NsgaSettings.defaults());
    }

    /**
     * Search with NSGA-II.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-439) if a setting is out of its bounds.
     */
    public static SearcherProvider nsga2(NsgaSettings settings) {
        return context -> nsga("NSGA-II", context, settings, Nsga.two(context.seed(), settings));
    }

    /** Search with NSGA-III and its default settings: those of {@link NsgaSearch}. */
    public static SearcherProvider nsga3() {
        return nsga3(NsgaSettings.defaults());
    }

    /**
     * Search with NSGA-III.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-439) if a setting is out of its bounds.
     */
    public static SearcherProvider nsga3(NsgaSettings settings) {
        return context -> nsga("NSGA-III", context, settings, Nsga.three(context.seed(), settings));
    }

    private static Searcher nsga(String name, SearchContext context, NsgaSettings settings, Proposer proposer) {
        List<Problem> problems = problems(name, settings);
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        return new ModelSearcher(name, context, proposer);
    }

    static List<Problem> problems(String name, NsgaSettings settings) {
        int size = settings.populationSize();
        return size >= 0 && size != 1 && isProbability(settings.crossover()) && isProbability(settings.mutation())
                ? List.of()
                : List.of(new Problem(
                        "TUNE-439",
                        name,
                        "populationSize must be at least 2, and crossover and mutation from 0 to 1; they are " + size
                                + ", " + settings.crossover() + " and " + settings.mutation(),
                        "leave them out for a tenth of the trials, 0.9, and one parameter a child"));
    }

    private static boolean isProbability(double value) {
        return 0 <= value && value <= 1;
    }

    /** Search with a tree-structured Parzen estimator, after 10 random trials, each time from 24 candidates. */
    public static SearcherProvider tpe() {
        return tpe(10, 24);
    }

    /**
     * Search with a tree-structured Parzen estimator.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-436) if a setting is out of its bounds.
     *
     * @param startupTrials after how many trials it begins to learn, at least 1; those before are random
     * @param candidates from how many candidates each suggestion is chosen, at least 1
     */
    public static SearcherProvider tpe(int startupTrials, int candidates) {
        return context -> {
            if (startupTrials < 1 || candidates < 1) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-436",
                        "TPE",
                        "startupTrials is " + startupTrials + " and candidates is " + candidates
                                + ", and neither may be less than 1",
                        "leave them out for 10 and 24"));
            }
            UnitCube cube = UnitCube.of(context.space());
            return new ModelSearcher("TPE", context, new Tpe(cube, context.seed(), startupTrials, candidates));
        };
    }

    /** Search where trials of the longest budget that has enough of them were good, and at random for a third of the trials: BOHB. */
    public static SearcherProvider bohb() {
        return bohb(3, 1.0 / 3);
    }

    /**
     * Search where trials of the longest budget that has enough of them were good: the search of BOHB, for a scheduler under which trials pause.
     *
     * <p>A model of its own, as {@link TpeSearch} has it, learns from trials that ran about as long. Creating the searcher throws {@link
     * InvalidDeclarationException} (TUNE-470) if a setting is out of its bounds.
     *
     * @param reductionFactor trials ran about as long if both are between the same powers of it, at least 2; that of the scheduler
     * @param randomFraction the share of trials whose configuration is drawn at random, from 0 to 1
     */
    public static SearcherProvider bohb(int reductionFactor, double randomFraction) {
        return context -> {
            List<Problem> problems = bohbProblems(reductionFactor, randomFraction);
            if (!problems.isEmpty()) {
                throw new InvalidDeclarationException(problems);
            }
            UnitCube cube = UnitCube.of(context.space());
            return new ModelSearcher(
                    "BOHB",
                    context,
                    new Bohb(
                            context.seed(),
                            reductionFactor,
                            randomFraction,
                            () -> new Tpe(cube, context.seed(), 1, BOHB_CANDIDATES)));
        };
    }

    /** Search with DEHB for trials of 1, 3, 9, 27 and 81 units of time. */
    public static SearcherProvider dehb() {
        return dehb(81, 1, 3);
    }

    /**
     * Search with differential evolution, which breeds configurations from the best ones of shorter trials: the search of DEHB, for its
     * scheduler with the same settings. A configuration is tried again, for longer.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-438) if the study has several objectives, and (TUNE-471) if a
     * setting is out of its bounds.
     *
     * @param maxT the length of a full run, at least that of the shortest
     * @param gracePeriod the length of the shortest trials, at least 1
     * @param reductionFactor trials of each level run so many times as long as those below, at least 2
     */
    public static SearcherProvider dehb(long maxT, long gracePeriod, int reductionFactor) {
        return context -> {
            if (gracePeriod < 1 || maxT < gracePeriod || reductionFactor < 2) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-471",
                        "DEHB",
                        "maxT is " + maxT + ", gracePeriod " + gracePeriod + " and reductionFactor " + reductionFactor,
                        "give those of its scheduler: gracePeriod from 1 to maxT, reductionFactor at least 2"));
            }
            DehbPlan times = new DehbPlan(new Brackets(maxT, gracePeriod, reductionFactor));
            return ModelSearcher.repeating(
                    "DEHB", SingleObjective.of("DEHB", context), new Dehb(context.seed(), times));
        };
    }

    /** Return what is wrong with the settings of BOHB's search. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static List<Problem> bohbProblems(int reductionFactor, double randomFraction) {
        return reductionFactor >= 2 && randomFraction >= 0 && randomFraction <= 1
                ? List.of()
                : List.of(new Problem(
                        "TUNE-470",
                        "BOHB",
                        "reductionFactor is " + reductionFactor + " and randomFraction is " + randomFraction,
                        "give at least 2, and from 0 to 1; leave them out for 3 and a third"));
    }

    /** Search with CMA-ES as {@link CmaEsSearch} does by default. */
    public static SearcherProvider cmaEs() {
        return cmaEs(CmaSettings.defaults());
    }

    /**
     * Search with CMA-ES.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-438) if the study has several objectives.
     */
    public static SearcherProvider cmaEs(CmaSettings settings) {
        return context -> new ModelSearcher(
                "CMA-ES", SingleObjective.of("CMA-ES", context), CmaProposer.of(context.seed(), settings));
    }

    /** Search with differential evolution as {@link DifferentialEvolutionSearch} does by default. */
    public static SearcherProvider differentialEvolution() {
        return differentialEvolution(0);
    }

    /**
     * Search with differential evolution.
     *
     * <p>Creating the searcher throws {@link InvalidDeclarationException} (TUNE-437) if the size is less than 4 and not 0, and (TUNE-438)
     * if the study has several objectives.
     *
     * @param populationSize how many configurations it starts with; 0 for two for each parameter, from 8 to 40
     */
    public static SearcherProvider differentialEvolution(int populationSize) {
        String name = "differential evolution";
        return context -> {
            if (populationSize != 0 && populationSize < DifferentialEvolution.SMALLEST_POPULATION) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-437", name, "populationSize is " + populationSize, "at least 4, or 0 for the default"));
            }
            return new ModelSearcher(
                    "DE", SingleObjective.of(name, context), DifferentialEvolution.of(context.seed(), populationSize));
        };
    }

    /**
     * Create a searcher for one run from an algorithm that names points of a cube: it keeps the history, tries the points to evaluate first and
     * no configuration twice, and ends when a finite space was tried.
     *
     * @param name shown in the run's header
     */
    public static Searcher model(String name, SearchContext context, Proposer proposer) {
        return new ModelSearcher(name, context, proposer);
    }

    /** Create the provider that an annotation stands for. */
    public static <A extends Annotation> SearcherProvider of(SearcherFactory<A> factory, A annotation) {
        return new SearcherProvider() {
            @Override
            public Searcher create(SearchContext context) {
                return factory.create(annotation, context);
            }

            @Override
            public boolean supportsGrid() {
                return factory.supportsGrid();
            }
        };
    }

    /**
     * Create a searcher for one run.
     *
     * @throws InvalidDeclarationException if a point to evaluate lies outside the space, or the space has a grid that the
     *     searcher cannot walk
     */
    public static Searcher create(SearcherProvider provider, SearchContext context) {
        List<Problem> problems = new ArrayList<>();
        for (Config point : context.points()) {
            problems.addAll(context.space().checkPartial(point));
        }
        problems.addAll(gridProblems(provider, context.space()));
        problems.addAll(constraintProblems(context.space()));
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        return provider.create(context);
    }

    /**
     * Complete a configuration that a person gives: what it leaves open is drawn at random.
     *
     * @param number the how many-th of its study it is
     * @throws InvalidDeclarationException if it cannot be completed to one of the space, with all that is wrong
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Config complete(ParamSpace space, Config point, long seed, int number) {
        List<Problem> problems = space.checkPartial(point);
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(
                    problems.stream().map(problem -> problem.in("point")).toList());
        }
        SeededStream random = SeededStream.of(seed, "by hand", number);
        return Draws.draw(UnitCube.of(space), random, param -> point.asMap().get(param.name()));
    }

    /**
     * Make a searcher's configurations be evaluated by several trials each, of whose scores it is told the means.
     *
     * @param numSamples how many configurations there are, where the searcher does not say
     * @param racing whether a configuration is evaluated again only while it may still be the best by the first objective
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Searcher repeated(
            Searcher searcher, int numSamples, int repeats, boolean racing, List<Objective> objectives) {
        if (searcher instanceof ModelSearcher model) {
            model.neverRepeat();
        }
        return new RepeatingSearcher(searcher, numSamples, repeats, racing ? objectives.get(0) : null);
    }

    /**
     * Make a searcher suggest trial i knowing exactly the trials up to i - {@code concurrency}, told in the order of their numbers: what it
     * suggests then depends on how many trials run at a time, and not on which of them ends first.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Searcher lagged(Searcher searcher, int concurrency) {
        return new LaggedSearcher(searcher, concurrency);
    }

    /** Return why a searcher cannot search a space with a grid; nothing where it can, or there is none. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static List<Problem> gridProblems(SearcherProvider provider, ParamSpace space) {
        return provider.supportsGrid() || !space.hasGrid()
                ? List.of()
                : List.of(new Problem(
                        "TUNE-433",
                        "grid_search of " + String.join(", ", axes(space)),
                        "the chosen searcher cannot walk a grid",
                        "use choice instead of grid_search, or leave the searcher out"));
    }

    /**
     * Return why nothing can be suggested in a space with constraints; nothing where something can, or where axes of a grid decide.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static List<Problem> constraintProblems(ParamSpace space) {
        if (space.constraints().isEmpty() || space.hasGrid()) {
            return List.of();
        }
        return UnitCube.of(space)
                        .admittedPoint(SeededStream.of(0, "constraints", 0))
                        .isPresent()
                ? List.of()
                : List.of(
                        new Problem(
                                "TUNE-058",
                                "constraints " + space.constraints(),
                                "no configuration that keeps them was found",
                                "weaken one, or widen the space; where real numbers are to be equal, compute one of the others: sample_from"));
    }

    private static List<String> axes(ParamSpace space) {
        return space.params().stream()
                .filter(param -> param.domain() instanceof Domain.Grid)
                .map(Param::name)
                .toList();
    }

    private static SearcherProvider withGrid(Function<SearchContext, Searcher> create) {
        return new SearcherProvider() {
            @Override
            public Searcher create(SearchContext context) {
                return create.apply(context);
            }

            @Override
            public boolean supportsGrid() {
                return true;
            }
        };
    }
}
