/* Plain C: loops over sizes that are constants, compiled for one net, as a C programmer would write them.
   gcc -O3 -march=native -ffast-math -DWORKLOAD='"W3"' -DIN=784 -DHIDDEN=128 -DOUT=10 -DROWS=64 mlp.c -o mlp-w3 -lm && ./mlp-w3 [FILTER]
   HIDDEN2 is a second hidden layer, if there is one; TANH is its activation instead of Relu; a net without ROWS only predicts. */
#include <math.h>
#include "measure.h"

#define TEXT(x) #x
#define NUMBER(x) TEXT(x)

#ifndef HIDDEN2
#define LAST HIDDEN
#else
#define LAST HIDDEN2
#endif

/* Weights are [in][out]; all parameters stand one after the other, as the optimizer likes them. */
struct net {
    float w1[IN][HIDDEN], b1[HIDDEN];
#ifdef HIDDEN2
    float w2[HIDDEN][HIDDEN2], b2[HIDDEN2];
#endif
    float w3[LAST][OUT], b3[OUT];
};

enum { PARAMETERS = sizeof(struct net) / sizeof(float) };

static struct net net;
static volatile float sink;

#define INLINE static inline __attribute__((always_inline))

INLINE void dense(int in, int out, const float w[restrict in][out], const float *restrict b, const float *restrict x, float *restrict y) {
    for (int j = 0; j < out; j++)
        y[j] = b[j];
    for (int i = 0; i < in; i++)
        for (int j = 0; j < out; j++)
            y[j] += x[i] * w[i][j];
}

INLINE void activate(int n, float *y) {
    for (int j = 0; j < n; j++)
#ifdef TANH
        y[j] = tanhf(y[j]);
#else
        y[j] = y[j] > 0 ? y[j] : 0;
#endif
}

struct activations {
    float h1[HIDDEN];
#ifdef HIDDEN2
    float h2[HIDDEN2];
#endif
};

INLINE void forward(const float *restrict x, struct activations *restrict a, float *restrict y) {
    dense(IN, HIDDEN, net.w1, net.b1, x, a->h1);
    activate(HIDDEN, a->h1);
#ifdef HIDDEN2
    dense(HIDDEN, HIDDEN2, net.w2, net.b2, a->h1, a->h2);
    activate(HIDDEN2, a->h2);
    dense(HIDDEN2, OUT, net.w3, net.b3, a->h2, y);
#else
    dense(HIDDEN, OUT, net.w3, net.b3, a->h1, y);
#endif
}

__attribute__((noinline)) static void predict(const float *restrict x, float *restrict y) {
    struct activations a;
    forward(x, &a, y);
}

static float row[IN], output[OUT];

static void predict_row(long times) {
    for (long i = 0; i < times; i++) {
        predict(row, output);
        sink = output[0];
    }
}

/* Each call waits for the last one's result. */
static void predict_row_dependent(long times) {
    for (long i = 0; i < times; i++) {
        row[0] = 0.5f + 1e-3f * output[0];
        predict(row, output);
    }
    sink = output[0];
}

#ifdef ROWS
static struct net gradient, moment, square;
static float inputs[ROWS][IN], outputs[ROWS][OUT];
static int labels[ROWS];
static long steps;

/* Adds a row's part to the gradients of a layer. The derivative by what the Relu before it was given goes to dx, unless that is NULL. */
INLINE void dense_backward(
    int in, int out, const float w[restrict in][out], const float *restrict x, const float *restrict dy, float dw[restrict in][out], float *restrict db,
    float *restrict dx) {
    for (int j = 0; j < out; j++)
        db[j] += dy[j];
    for (int i = 0; i < in; i++) {
        float sum = 0;
        for (int j = 0; j < out; j++) {
            dw[i][j] += x[i] * dy[j];
            sum += dy[j] * w[i][j];
        }
        if (dx)
            dx[i] = x[i] > 0 ? sum : 0;
    }
}

/* Softmax and cross-entropy of a row: the loss, and in d its derivative by the logits, divided by the rows. */
INLINE float cross_entropy(const float *restrict logits, int label, float *restrict d) {
    float largest = logits[0], sum = 0;
    for (int k = 1; k < OUT; k++)
        largest = logits[k] > largest ? logits[k] : largest;
    for (int k = 0; k < OUT; k++) {
        d[k] = expf(logits[k] - largest);
        sum += d[k];
    }
    for (int k = 0; k < OUT; k++)
        d[k] *= 1.0f / (sum * ROWS);
    d[label] -= 1.0f / ROWS;
    return logf(sum) - (logits[label] - largest);
}

INLINE float compute_gradients(void) {
    float loss = 0;
    for (int r = 0; r < ROWS; r++) {
        struct activations a;
        float y[OUT], dy[OUT], dh1[HIDDEN];
        forward(inputs[r], &a, y);
        loss += cross_entropy(y, labels[r], dy);
#ifdef HIDDEN2
        float dh2[HIDDEN2];
        dense_backward(HIDDEN2, OUT, net.w3, a.h2, dy, gradient.w3, gradient.b3, dh2);
        dense_backward(HIDDEN, HIDDEN2, net.w2, a.h1, dh2, gradient.w2, gradient.b2, dh1);
#else
        dense_backward(HIDDEN, OUT, net.w3, a.h1, dy, gradient.w3, gradient.b3, dh1);
#endif
        dense_backward(IN, HIDDEN, net.w1, inputs[r], dh1, gradient.w1, gradient.b1, NULL);
    }
    return loss / ROWS;
}

INLINE void adam(float *restrict p, float *restrict g, float *restrict m, float *restrict v) {
    steps++;
    float rate = 1e-3f / (1 - powf(0.9f, steps)), correction = 1 / sqrtf(1 - powf(0.999f, steps));
    for (int i = 0; i < PARAMETERS; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        p[i] -= rate * m[i] / (sqrtf(v[i]) * correction + 1e-8f);
        g[i] = 0;
    }
}

INLINE void sgd(float *restrict p, float *restrict g) {
    for (int i = 0; i < PARAMETERS; i++) {
        p[i] -= 0.01f * g[i];
        g[i] = 0;
    }
}

static void train_adam(long times) {
    for (long i = 0; i < times; i++) {
        sink = compute_gradients();
        adam((float *)&net, (float *)&gradient, (float *)&moment, (float *)&square);
    }
}

static void train_sgd(long times) {
    for (long i = 0; i < times; i++) {
        sink = compute_gradients();
        sgd((float *)&net, (float *)&gradient);
    }
}

static void predict_rows(long times) {
    for (long i = 0; i < times; i++)
        for (int r = 0; r < ROWS; r++)
            predict(inputs[r], outputs[r]);
    sink = outputs[0][0];
}
#endif

/* Any parameters will do, as long as activations neither die nor explode. */
static void initialise(void) {
    srand48(1);
    for (int i = 0; i < PARAMETERS; i++)
        ((float *)&net)[i] = (drand48() - 0.5) * 2 / sqrt(HIDDEN);
    for (int i = 0; i < IN; i++)
        row[i] = drand48();
#ifdef ROWS
    memset(&gradient, 0, sizeof gradient);
    memset(&moment, 0, sizeof moment);
    memset(&square, 0, sizeof square);
    steps = 0;
    for (int r = 0; r < ROWS; r++) {
        labels[r] = r * 7 % OUT;
        for (int i = 0; i < IN; i++)
            inputs[r][i] = drand48();
    }
#endif
}

int main(int count, char **arguments) {
    const char *filter = count > 1 ? arguments[1] : "";
    initialise();
    measure("C", filter, WORKLOAD, "infer B1", predict_row);
    measure("C", filter, WORKLOAD, "infer B1 dependent", predict_row_dependent);
#ifdef ROWS
    measure("C", filter, WORKLOAD, "infer B" NUMBER(ROWS), predict_rows);
    measure("C", filter, WORKLOAD, "train B" NUMBER(ROWS) " Adam", train_adam);
    initialise();
    measure("C", filter, WORKLOAD, "train B" NUMBER(ROWS) " SGD", train_sgd);
#endif
    return 0;
}
