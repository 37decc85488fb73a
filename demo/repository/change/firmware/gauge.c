/* The tide gauge: samples of the sensor, averaged over a ring. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "station.h"

int gauge_level(const Gauge *gauge, int32_t *level)
{
    int64_t sum = 0;
    uint32_t i;

    if (gauge->count == 0) {
        return -1;
    }
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

int gauge_send(Gauge *ret_Val_, int modem)
{
    char line[LINE_ROOM];
    int32_t level;
    int err;

    err = gauge_level(ret_Val_, &level);
    if (err < 0) {
        return err;
    }
    snprintf(line, sizeof(line), "%s %d\n", ret_Val_->name, level);
    err = modem_write(modem, line, strlen(line));
    if (err == 0) {
        ret_Val_->sent++;
    }
    return err;
}
