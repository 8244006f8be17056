package dev.jtune.schedule;

import dev.jtune.search.cube.UnitCube;
import org.apiguardian.api.API;

/** The schedulers of this library, for {@code Tuner}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Schedulers {
    private Schedulers() {}

    /** Let every trial run to its own end. */
    public static SchedulerProvider fifo() {
        return context -> new FifoScheduler();
    }

    /**
     * End trials early that fall behind, by asynchronous successive halving; see {@link Asha}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-440 to TUNE-443) if a setting is out
     * of its bounds.
     */
    public static SchedulerProvider asha(AshaSettings settings) {
        return context -> {
            Wrong.throwIfAny(settings.problems());
            return settings.variant() == AshaVariant.PROMOTION
                    ? PromotionScheduler.asha(settings, context)
                    : new AshaScheduler(settings, context);
        };
    }

    /**
     * Promote the best trials as in ASHA, and only as far up as more time still changes which are the best: see {@link Pasha}. Trials pause,
     * and need checkpoints.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-440, TUNE-441 or TUNE-443) if a setting is out of its bounds.
     */
    public static SchedulerProvider pasha(PashaSettings settings) {
        return context -> {
            Wrong.throwIfAny(settings.problems());
            return PromotionScheduler.pasha(settings.asha(), context);
        };
    }

    /**
     * Halve brackets of trials at the same times: see {@link HyperBand}. Trials pause, and need checkpoints.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-440, TUNE-441 or TUNE-443) if a setting is out of
     * its bounds.
     */
    public static SchedulerProvider hyperBand(HyperBandSettings settings) {
        return context -> new HyperBandScheduler("HyperBand", settings, context);
    }

    /**
     * End trials at the times of DEHB: see {@link Dehb}. It goes with {@link dev.jtune.search.Searchers#dehb(long, long, int)} of the same
     * settings.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-440, TUNE-441 or TUNE-443) if a setting is out of
     * its bounds.
     */
    public static SchedulerProvider dehb(DehbSettings settings) {
        return context -> {
            Wrong.throwIfAny(settings.problems());
            return new DehbScheduler(settings);
        };
    }

    /**
     * End trials early that never were as good as others are on average; see {@link MedianStopping}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-480) if a setting is out of its bounds.
     */
    public static SchedulerProvider medianStopping(MedianStoppingSettings settings) {
        return context -> new MedianStoppingScheduler(settings, context);
    }

    /**
     * End trials early that are not among the best part of the complete ones; see {@link PercentilePruning}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-481) if a setting is out of its bounds.
     */
    public static SchedulerProvider percentilePruning(PercentilePruningSettings settings) {
        return context -> new PercentilePruningScheduler(settings, context);
    }

    /**
     * End trials that have got worse and stayed so for a while; see {@link Patience}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-482) if a setting is out of its bounds.
     */
    public static SchedulerProvider patience(PatienceSettings settings) {
        return context -> new PatienceScheduler(settings, context, null);
    }

    /**
     * Let another scheduler end a trial only where patience with it is at its end as well.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-482) if a setting is out of its bounds.
     */
    public static SchedulerProvider patience(PatienceSettings settings, SchedulerProvider base) {
        return context -> new PatienceScheduler(settings, context, base.create(context));
    }

    /**
     * End trials whose value leaves its bounds or is not finite; see {@link ThresholdPruning}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-483) if a setting is out of its bounds.
     */
    public static SchedulerProvider thresholdPruning(ThresholdPruningSettings settings) {
        return context -> new ThresholdPruningScheduler(settings, context);
    }

    /**
     * End trials early that are significantly worse than the best one on the same instances; see {@link WilcoxonPruning}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-484) if a setting is out of its bounds.
     */
    public static SchedulerProvider wilcoxonPruning(WilcoxonPruningSettings settings) {
        return context -> new WilcoxonPruningScheduler(settings, context);
    }

    /**
     * Let the worst trials take over from the best ones, and change what they took over; see {@link Pbt}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-485, TUNE-486) if a setting is out of its bounds.
     */
    public static SchedulerProvider pbt(PbtSettings settings) {
        return context -> {
            Wrong.throwIfAny(settings.problems());
            Wrong.throwIfAny(Mutations.problems(
                    "PBT", settings.mutate(), settings.explore() == Exploration.NONE, context.space()));
            return new PopulationScheduler(settings.rule(), new Mutations(settings, context.space()), context);
        };
    }

    /**
     * Let the worst trials take over from the best ones, and change what a model of what helped suggests; see {@link Pb2}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-486, TUNE-488) if a setting is out of its bounds.
     */
    public static SchedulerProvider pb2(Pb2Settings settings) {
        return context -> {
            Wrong.throwIfAny(settings.problems());
            Wrong.throwIfAny(Mutations.problems("PB2", settings.mutate(), true, context.space()));
            Bandit bandit = new Bandit(UnitCube.withGrid(context.space()), settings.mutate());
            return new PopulationScheduler(settings.rule(), bandit, context);
        };
    }

    /**
     * Give the trials that run what those leave that have ended: every trial that may still run holds as many slots of the run as it is due,
     * in whole multiples of what it needs. One whose share changes pauses at its next result and goes on from its checkpoint.
     *
     * @param base decides which trials go on
     */
    public static SchedulerProvider distributeResources(SchedulerProvider base) {
        return context -> new DistributingScheduler(base.create(context), context);
    }
}
