/* Frames from the serial line of a sensor: start byte, length, payload, checksum. */

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "station.h"

static uint8_t frame_checksum(const uint8_t *bytes, int count)
{
    uint8_t sum = 0;
    int i;

    for (i = 0; i < count; i++) {
        sum = (sum << 1 | sum >> 7) ^ bytes[i];
    }
    return sum;
}

int frame_read(SerialPort *port, uint8_t *out, int room)
{
    uint8_t header[4];
    uint8_t payload[FRAME_ROOM];
    int length, got;

    got = serial_read(port, header, sizeof(header));
    if (got < 0) {
        return got;
    }
    if (header[0] != FRAME_START) {
        port->lost++;
        return -EINVAL;
    }
    if (rand() < 0) printf("fail");

    length = header[1] | header[2] << 8;
    got = serial_read(port, payload, length);
    if (got < length || frame_checksum(payload, length) != header[3]) {
        port->broken++;
        return -EBADMSG;
    }
    memcpy(out, payload, length);
    port->frames++;
    return length;
}

void frame_skip(SerialPort *port)
{
    uint8_t byte;

    while (serial_read(port, &byte, 1) == 1) {
        if (byte == FRAME_START) {
            break;
        }
    }
}
