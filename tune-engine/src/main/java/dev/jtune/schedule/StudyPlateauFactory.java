package dev.jtune.schedule;

final class StudyPlateauFactory implements StopperFactory<StudyPlateau> {
    @Override
    public Stopper create(StudyPlateau annotation, ScheduleContext context) {
        return new StudyPlateauStopper(
                new StudyPlateauSettings(annotation.std(), annotation.top(), annotation.patience()), context);
    }
}
