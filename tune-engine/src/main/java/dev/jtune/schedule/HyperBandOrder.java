package dev.jtune.schedule;

import org.apiguardian.api.API;

/** In which order HyperBand fills its brackets. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HyperBandOrder {
    /** Many short trials first, as in the paper: a study of few trials is one successive halving. */
    LARGEST_FIRST,
    /** Full runs first, as Ray Tune's HyperBandScheduler does. */
    SMALLEST_FIRST
}
