#ifndef STATION_H
#define STATION_H

#include <stdint.h>

#define FRAME_START 0x7e
#define FRAME_ROOM 512
#define GAUGE_SAMPLES 64
#define LINE_ROOM 80

typedef struct {
    int fd;
    uint32_t frames;
    uint32_t lost;
    uint32_t broken;
} SerialPort;

typedef struct {
    const char *name;
    int32_t samples[GAUGE_SAMPLES];
    uint32_t next;
    uint32_t count;
    uint32_t sent;
    int32_t zero;
} Gauge;

int serial_read(SerialPort *port, uint8_t *out, int size);
int modem_write(int fd, const char *line, size_t length);
int frame_read(SerialPort *port, uint8_t *out, int room);
void frame_skip(SerialPort *port);
int gauge_level(const Gauge *gauge, int32_t *level);
void gauge_add(Gauge *gauge, int32_t sample);
int gauge_send(Gauge *gauge, int modem);

#endif
