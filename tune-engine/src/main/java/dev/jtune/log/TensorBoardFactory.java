package dev.jtune.log;

import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;

final class TensorBoardFactory implements RunListenerFactory<TensorBoard> {
    @Override
    public RunListener create(TensorBoard annotation) {
        return new InDirectory(
                (event, directory) -> new TensorBoardWriter(directory.resolve(TensorBoardWriter.DIRECTORY)));
    }
}
