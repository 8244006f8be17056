package dev.jtune.exec;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.trainable.ResourceRequests;

final class ThreadsFactory implements BackendFactory<Threads> {
    @Override
    public Backend create(Threads threads) {
        Bundle machine = Machine.capacity();
        try {
            Bundle said = ResourceRequests.bundle(
                    threads.cpu() < 0 ? machine.cpu() : threads.cpu(),
                    threads.gpu() < 0 ? machine.gpu() : threads.gpu(),
                    threads.memory(),
                    threads.custom());
            return new ThreadBackend(
                    threads.memory().isEmpty()
                            ? new Bundle(said.cpu(), said.gpu(), machine.memory(), said.custom())
                            : said,
                    Ticker.SYSTEM);
        } catch (IllegalArgumentException e) {
            throw new InvalidDeclarationException(Problem.of("TUNE-078", "@Threads", String.valueOf(e.getMessage())));
        }
    }
}
