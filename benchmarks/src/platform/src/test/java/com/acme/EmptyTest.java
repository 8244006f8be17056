package com.acme;

import org.junit.jupiter.api.Test;

/** What {@link SmallStudyTest} is compared with. */
class EmptyTest {
    @Test
    void empty() {}
}
