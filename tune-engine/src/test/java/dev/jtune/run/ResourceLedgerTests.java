package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import org.junit.jupiter.api.Test;

class ResourceLedgerTests {
    private final ResourceLedger ledger = new ResourceLedger(Bundle.of(2, 1));

    @Test
    void should_let_fit_what_adds_up_to_the_whole_however_it_is_rounded() {
        ResourceRequest tenth = ResourceRequest.cpu(0.1);
        for (int i = 0; i < 20; i++) {
            assertThat(ledger.fits(tenth)).as("%d held", i).isTrue();
            ledger.take(tenth);
        }
        assertThat(ledger.fits(tenth)).isFalse();
        ledger.release(tenth);
        assertThat(ledger.fits(tenth)).isTrue();
        assertThat(ledger.concurrency(tenth)).isEqualTo(20);
    }

    @Test
    void should_tell_what_is_held_from_what_is_lost() {
        ResourceRequest both = ResourceRequest.cpu(2);
        ledger.take(ResourceRequest.cpu(1));
        assertThat(ledger.fits(both)).isFalse();
        assertThat(ledger.isBeyond(both)).as("held by another").isFalse();
        ledger.resize(Bundle.of(1, 1));
        assertThat(ledger.isBeyond(both)).as("lost").isTrue();
        assertThat(ledger.isBeyond(ResourceRequest.cpu(1))).isFalse();
        assertThat(ledger.isInfeasible(both)).as("it may come back").isFalse();
    }

    @Test
    void should_know_the_most_that_there_ever_was() {
        ledger.resize(Bundle.of(5, 0));
        ledger.resize(Bundle.of(1, 0));
        assertThat(ledger.isInfeasible(ResourceRequest.cpu(5))).isFalse();
        assertThat(ledger.isInfeasible(ResourceRequest.cpu(6))).isTrue();
        assertThat(ledger.explain(ResourceRequest.cpu(6)))
                .isEqualTo(
                        "TUNE-420 a trial needs cpu 6; there is cpu 5 in all; ask for less in @Resources, or run on a"
                                + " larger machine");
        assertThat(ledger.explain(ResourceRequest.cpu(5)))
                .as("no more than there is")
                .doesNotContain("in all");
    }

    @Test
    void should_have_any_number_of_cpus_where_it_must_not_matter() {
        ResourceLedger any = ResourceLedger.ofAnyCpus(Bundle.of(1, 1));
        assertThat(any.fits(ResourceRequest.cpu(1000))).isTrue();
        assertThat(any.isInfeasible(ResourceRequest.of(Bundle.of(1, 2)))).isTrue();
    }
}
