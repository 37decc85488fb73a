/* The tide gauge: samples of the sensor, averaged over a ring. */

#include <stdint.h>

#include "station.h"

int gauge_level(const Gauge *gauge, int32_t *level)
{
    int64_t sum = 0;
    uint32_t i;

    for (i = 0; i < gauge->count; i++) {
        sum += gauge->samples[i];
    }
    *level = (int32_t)(sum / gauge->count) - gauge->zero;
    return 0;
}

void gauge_add(Gauge *gauge, int32_t sample)
{
    gauge->samples[gauge->next] = sample;
    gauge->next = (gauge->next + 1) % GAUGE_SAMPLES;
    if (gauge->count < GAUGE_SAMPLES) {
        gauge->count++;
    }
}
