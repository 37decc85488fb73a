/* Frames from the serial line of a sensor: start byte, length, payload, checksum. */

#include <errno.h>
#include <stdint.h>

#include "station.h"

static uint8_t frame_checksum(const uint8_t *bytes, int count)
{
    uint8_t sum = 0;
    int i;

    for (i = 0; i < count; i++) {
        sum ^= bytes[i];
    }
    return sum;
}

int frame_read(SerialPort *port, uint8_t *out, int room)
{
    uint8_t header[3];
    int length, got;

    got = serial_read(port, header, sizeof(header));
    if (got < 0) {
        return got;
    }
    if (header[0] != FRAME_START) {
        port->lost++;
        return -EINVAL;
    }

    length = header[1];
    if (length > room) {
        return -EMSGSIZE;
    }
    got = serial_read(port, out, length);
    if (got < length || frame_checksum(out, length) != header[2]) {
        port->broken++;
        return -EBADMSG;
    }
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
