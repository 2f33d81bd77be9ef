/* Timing as all programs of the comparison do it, and their lines: workload, operation, program, threads, median and least µs a call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { REPEATS = 11 };

static double microseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e6 * t.tv_sec + 1e-3 * t.tv_nsec;
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Prints the line of what makes that many calls, unless the program's filter asks for others. */
static void measure(const char *program, const char *filter, const char *workload, const char *operation, void (*calls)(long)) {
    char name[100];
    snprintf(name, sizeof name, "%s %s", workload, operation);
    if (strncmp(name, filter, strlen(filter)) != 0)
        return;
    double start = microseconds();
    long many = 0;
    for (; microseconds() - start < 150e3 || many < 5; many++)
        calls(1);
    many = many * 40e3 / (microseconds() - start);
    if (many > 1000) { /* short calls: reading the clock was most of the warm-up */
        start = microseconds();
        calls(many);
        many = many * 40e3 / (microseconds() - start);
    }
    if (many < 3)
        many = 3;
    double times[REPEATS];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        start = microseconds();
        calls(many);
        times[repeat] = (microseconds() - start) / many;
    }
    qsort(times, REPEATS, sizeof *times, compare_doubles);
    printf("%s\t%s\t%s\t1\t%.4f\t%.4f\n", workload, operation, program, times[REPEATS / 2], times[0]);
    fflush(stdout);
}
