package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends a study whose best results hardly differ any more. Results that are not finite are left out. */
final class StudyPlateauStopper implements Stopper {
    private final StudyPlateauSettings settings;
    private final Objective objective;
    private final List<Double> best = new ArrayList<>();
    private int held;

    StudyPlateauStopper(StudyPlateauSettings settings, ScheduleContext context) {
        List<Problem> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        this.settings = settings;
        this.objective = context.objective();
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        double value = result.value(objective.metric());
        if (Double.isFinite(value)) {
            int found = Collections.binarySearch(best, value, objective.bestFirst());
            best.add(found < 0 ? -found - 1 : found, value);
            if (best.size() > settings.top()) {
                best.remove(settings.top());
            }
            held = isFlat() ? held + 1 : 0;
        }
        return null;
    }

    @Override
    public @Nullable String stopStudy() {
        if (!isFlat() || held < settings.patience()) {
            return null;
        }
        return "the best " + best.size() + " values of " + objective.metric() + " spread by "
                + Numbers.text(Deviation.of(best));
    }

    private boolean isFlat() {
        return best.size() == settings.top() && Deviation.of(best) <= settings.std();
    }

    @Override
    public Set<String> metrics() {
        return Set.of(objective.metric());
    }
}
