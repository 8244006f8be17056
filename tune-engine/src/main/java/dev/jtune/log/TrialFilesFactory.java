package dev.jtune.log;

import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;

final class TrialFilesFactory implements RunListenerFactory<TrialFiles> {
    @Override
    public RunListener create(TrialFiles annotation) {
        return new InDirectory((event, directory) -> new TrialFilesWriter(directory));
    }
}
