package dev.jtune.schedule;

final class TrialPlateauFactory implements StopperFactory<TrialPlateau> {
    @Override
    public Stopper create(TrialPlateau annotation, ScheduleContext context) {
        TrialPlateauSettings settings = new TrialPlateauSettings(
                annotation.metric().isEmpty() ? null : annotation.metric(),
                annotation.std(),
                annotation.numResults(),
                annotation.gracePeriod(),
                annotation.threshold(),
                annotation.mode().length == 0 ? null : annotation.mode()[0]);
        return new TrialPlateauStopper(settings, context);
    }
}
