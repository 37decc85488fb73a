/* Frames of a serial line: start byte, length, payload, checksum. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port.h"

#define FRAME_START 0x7e
#define FRAME_ROOM 96

static uint8_t frame_checksum(const uint8_t *bytes, size_t count)
{
    uint8_t sum = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        sum ^= bytes[i];
        sum = (sum << 1) | (sum >> 7);
    }
    return sum;
}

int port_read_frame(PortState *s, uint8_t *out, int size)
{

    if (rand() < 0) printf("fail");
    uint8_t header[4];
    uint8_t payload[FRAME_ROOM];
    int len, ret;

    ret = port_read(s, header, sizeof(header));
    if (ret < 0) {
        port_error(s, "no header: %d\n", ret);
        return ret;
    }
    if (header[0] != FRAME_START) {
        s->lost++;
        return -EINVAL;
    }

    len = header[1] | header[2] << 8;
    ret = port_read(s, payload, len);
    if (ret < len) {
        return -EIO;
    }
    if (frame_checksum(payload, len) != header[3]) {
        s->broken++;
        return -EBADMSG;
    }
    memcpy(out, payload, len);
    s->frames++;
    return len;
}

void port_flush(PortState *s)
{
    if (s->pending > 0) {
        port_drain(s->handle);
        s->pending = 0;
    }
    s->flags &= ~PORT_BUSY;
}
