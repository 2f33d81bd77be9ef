/* Plain C, as mlp.c: a step of Gru(16) or Lstm(16) on one feature, then Dense(1).
   gcc -O3 -march=native -ffast-math recurrent.c -o recurrent -lm && ./recurrent [FILTER] */
#include <math.h>
#include "measure.h"

enum { UNITS = 16, MOST_GATES = 4 };

/* Gates in PyTorch's order; recurrent weights are [unit][gate's units], so that a row is added at once. */
struct cell {
    float input[MOST_GATES][UNITS], input_bias[MOST_GATES][UNITS], hidden[MOST_GATES][UNITS][UNITS], hidden_bias[MOST_GATES][UNITS];
    float head[UNITS], head_bias;
};

static struct cell cell;
static float h[UNITS], c[UNITS];
static volatile float feature = 0.5f, sink;

#define INLINE static inline __attribute__((always_inline))

INLINE float sigmoid(float x) {
    return 1 / (1 + expf(-x));
}

/* What a gate is given: by the feature, and by the last step's units. */
INLINE void gate(int g, float x, float by_input[UNITS], float by_hidden[UNITS]) {
    for (int j = 0; j < UNITS; j++) {
        by_input[j] = cell.input_bias[g][j] + x * cell.input[g][j];
        by_hidden[j] = cell.hidden_bias[g][j];
    }
    for (int k = 0; k < UNITS; k++)
        for (int j = 0; j < UNITS; j++)
            by_hidden[j] += h[k] * cell.hidden[g][k][j];
}

INLINE float head(void) {
    float y = cell.head_bias;
    for (int j = 0; j < UNITS; j++)
        y += h[j] * cell.head[j];
    return y;
}

INLINE float gru(float x) {
    float xr[UNITS], hr[UNITS], xz[UNITS], hz[UNITS], xn[UNITS], hn[UNITS];
    gate(0, x, xr, hr);
    gate(1, x, xz, hz);
    gate(2, x, xn, hn);
    for (int j = 0; j < UNITS; j++) {
        float n = tanhf(xn[j] + sigmoid(xr[j] + hr[j]) * hn[j]), z = sigmoid(xz[j] + hz[j]);
        h[j] = (1 - z) * n + z * h[j];
    }
    return head();
}

INLINE float lstm(float x) {
    float xi[UNITS], hi[UNITS], xf[UNITS], hf[UNITS], xg[UNITS], hg[UNITS], xo[UNITS], ho[UNITS];
    gate(0, x, xi, hi);
    gate(1, x, xf, hf);
    gate(2, x, xg, hg);
    gate(3, x, xo, ho);
    for (int j = 0; j < UNITS; j++) {
        c[j] = sigmoid(xf[j] + hf[j]) * c[j] + sigmoid(xi[j] + hi[j]) * tanhf(xg[j] + hg[j]);
        h[j] = sigmoid(xo[j] + ho[j]) * tanhf(c[j]);
    }
    return head();
}

static void gru_steps(long times) {
    for (long i = 0; i < times; i++)
        sink = gru(feature);
}

static void lstm_steps(long times) {
    for (long i = 0; i < times; i++)
        sink = lstm(feature);
}

int main(int count, char **arguments) {
    const char *filter = count > 1 ? arguments[1] : "";
    float *weights = (float *)&cell;
    for (size_t i = 0; i < sizeof cell / sizeof(float); i++)
        weights[i] = 0.5f * ((float)rand() / RAND_MAX - 0.5f);
    measure("C", filter, "W7", "step", gru_steps);
    measure("C", filter, "W8", "step", lstm_steps);
}
