package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.run.TrialNames;
import java.lang.reflect.Method;

/** Makes the nodes below a study; those of trials are not kept, so that ten thousand of them can be forgotten one by one. */
final class TrialNodes {
    /** The segment type of the evaluations of a confirm phase. */
    static final String CONFIRM = "confirm";

    private final StudyDescriptor study;

    TrialNodes(StudyDescriptor study) {
        this.study = study;
    }

    /** Create the node of a trial. */
    TrialDescriptor trial(int number, String id, Config config) {
        String method = method().getName();
        String legacyName = isWithoutParameters() ? method + "()[" + number + "]" : TrialNames.name(method, number);
        return node(StudyResolver.TRIAL, id, "trial " + number + shown(config), legacyName);
    }

    /** Create the node of a trial that nobody knows. */
    TrialDescriptor unknownTrial(String id) {
        return node(StudyResolver.TRIAL, id, "trial " + id, legacyName("trial " + id));
    }

    /** Create the node of an evaluation that confirms a configuration. */
    TrialDescriptor confirmation(int number, String id, long seed, Config config) {
        return node(
                CONFIRM, id, "confirm " + number + "  seed " + seed + shown(config), legacyName("confirm " + number));
    }

    /** Return a name for a node below, unique and the same in every run, that build tools take as it is. */
    String legacyName(String part) {
        return isWithoutParameters() ? method().getName() + "()[" + part + "]" : method().getName() + " " + part;
    }

    private Method method() {
        return study.declaration().method();
    }

    private boolean isWithoutParameters() {
        return method().getParameterCount() == 0;
    }

    private static String shown(Config config) {
        return config.names().isEmpty() ? "" : "  " + config;
    }

    private TrialDescriptor node(String type, String id, String displayName, String legacyName) {
        TrialDescriptor node = new TrialDescriptor(
                study.getUniqueId().append(type, id), displayName, legacyName, study.source(), study.getTags());
        node.setParent(study);
        return node;
    }
}
