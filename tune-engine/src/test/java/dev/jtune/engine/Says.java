package dev.jtune.engine;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What is said of the wrong class that carries it: all of it, a line for each mistake. */
@Retention(RetentionPolicy.RUNTIME)
@interface Says {
    String[] value();
}
