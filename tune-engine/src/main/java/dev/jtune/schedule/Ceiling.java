package dev.jtune.schedule;

/** How high trials may climb: those at the rungs below it are promoted. */
interface Ceiling {
    /** No ceiling. */
    Ceiling NONE = new Ceiling() {
        @Override
        public int height() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void onArrival(double below, double here, Curve curve) {}
    };

    /** Return the index of the lowest rung from which no trial is promoted now. */
    int height();

    /**
     * Take note that a trial has come to the rung at the ceiling.
     *
     * @param below its loss at the rung below
     * @param here its loss at this one
     * @param curve all its losses
     */
    void onArrival(double below, double here, Curve curve);
}
