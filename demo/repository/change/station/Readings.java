package org.example.tidegauge;

import java.util.ArrayList;
import java.util.List;

/** Readings of one gauge, the oldest first. */
final class Readings {
    private final List<Reading> readings = new ArrayList<>();

    void add(Reading reading) {
        if (!reading.isPlausible()) {
            return;
        }
        readings.add(reading);
    }

    int highest() {
        int highest = Integer.MIN_VALUE;
        for (Reading reading : readings) {
            if (reading.level() > highest) {
                highest = reading.level();
            }
        }
        return highest;
    }

    int lowest() {
        int lowest = Integer.MAX_VALUE;
        for (Reading reading : readings) {
            if (reading.level() < lowest) {
                lowest = reading.level();
            }
        }
        return lowest;
    }

    List<Reading> since(long time) {
        List<Reading> found = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.time() >= time) {
                found.add(reading);
            }
        }
        return found;
    }
}
