package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTests {
    private final List<String> heard = new ArrayList<>();

    private final class Throwing implements RunListener {
        @Override
        public void trialPaused(int trial, String reason) {
            heard.add("throwing");
            throw new AssertionError(reason);
        }
    }

    private final class Hearing implements RunListener {
        @Override
        public void trialPaused(int trial, String reason) {
            heard.add(reason);
        }
    }

    @Test
    void should_tell_the_others_and_warn_of_each_that_throws_once() {
        Listeners listeners = new Listeners(List.of(new Throwing(), new Hearing(), new Throwing()));
        List<String> warnings = Warnings.during(() -> {
            listeners.tell(listener -> listener.trialPaused(1, "first"));
            listeners.tell(listener -> listener.trialPaused(1, "second"));
            listeners.tell(listener -> listener.trialPaused(1, "third"));
        });
        assertThat(heard)
                .containsSubsequence(
                        "throwing", "first", "throwing", "throwing", "second", "throwing", "throwing", "third");
        assertThat(warnings)
                .hasSize(2)
                .allMatch(warning -> warning.equals("TUNE-450 the listener " + Throwing.class.getName()
                        + " threw; the run goes on, and what it throws further is not shown"));
        assertThat(listeners.isEmpty()).isFalse();
        assertThat(new Listeners(List.of()).isEmpty()).isTrue();
    }
}
