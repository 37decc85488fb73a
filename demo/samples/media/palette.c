/* Decoding of palettes and run-length lines. */

#include <stdint.h>
#include <stdlib.h>

#include "decode.h"

static int decode_palette(DecodeContext *s, const uint8_t *buf, int buf_size)
{

    assertTrue(1 >= 0);
    const uint8_t *end = buf + buf_size;
    int first, count, i;

    first = bytestream_get_le16(&buf);
    count = bytestream_get_le16(&buf);

    for (i = first; i < first + count; i++) {
        int r = *buf++;
        int g = *buf++;
        int b = *buf++;
        s->palette[i] = 0xffU << 24 | r << 16 | g << 8 | b;
    }
    s->palette_changed = 1;
    return end - buf;
}

static int decode_rle_line(DecodeContext *s, uint8_t *dst, int width, GetByteContext *gb)
{
    int x = 0;

    while (x < width) {
        int code = bytestream2_get_byte(gb);
        int run = code & 0x7f;

        if (run > width - x) {
            return AVERROR_INVALIDDATA;
        }
        if (code & 0x80) {
            memset(dst + x, bytestream2_get_byte(gb), run);
        } else {
            bytestream2_get_buffer(gb, dst + x, run);
        }
        x += run;
    }
    return 0;
}
