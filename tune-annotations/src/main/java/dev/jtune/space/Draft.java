package dev.jtune.space;

/**
 * A parameter that was read and not yet judged beside the others.
 *
 * @param problems where to say what is wrong with it
 */
record Draft(Param param, Problems problems) {
    Draft with(Domain domain) {
        return with(domain, param.guard());
    }

    Draft with(Domain domain, Guard guard) {
        return new Draft(new Param(param.name(), domain, guard, param.source()), problems);
    }
}
