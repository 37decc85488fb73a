package org.example.tidegauge;

/** A level in millimetres above the zero of the gauge, at a time in milliseconds. */
record Reading(long time, int level) {
    private static final int HIGHEST = 20_000;

    boolean isPlausible() {
        return Math.abs(level) <= HIGHEST;
    }
}
