/* C with a BLAS: a matrix product per layer, and loops for the rest; the update is one loop. One thread.
   gcc -O3 -march=native -ffast-math mlp_openblas.c -o mlp_openblas -lopenblas -lm && OPENBLAS_NUM_THREADS=1 ./mlp_openblas [FILTER] */
#include <cblas.h>
#include <math.h>
#include "measure.h"

enum { MOST_LAYERS = 3 };

struct workload {
    const char *name;
    int rows; /* of a step and of a prediction of many */
    int layers, sizes[MOST_LAYERS + 1];
    int is_tanh; /* else Relu */
};

static const struct workload workloads[] = {
    {"W1", 16, 2, {4, 16, 3}, 0},
    {"W2", 1, 3, {16, 32, 32, 1}, 1},
    {"W3", 64, 2, {784, 128, 10}, 0},
    {"W4", 256, 3, {784, 512, 256, 10}, 0},
    {"W5", 32, 3, {64, 64, 64, 64}, 0},
};

/* The net at hand. Weights are [in][out]; all parameters stand one after the other. */
static struct workload net;
static int parameters, weight[MOST_LAYERS], bias[MOST_LAYERS];
static float *values, *gradients, *moments, *squares;
static float *activations[MOST_LAYERS + 1], *deltas[MOST_LAYERS + 1]; /* [rows][size]; the first are the inputs */
static int *labels;
static long steps;
static volatile float sink;

static float *zeros(size_t count) {
    size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
    float *array = aligned_alloc(64, bytes);
    memset(array, 0, bytes);
    return array;
}

static void create(const struct workload *workload) {
    net = *workload;
    parameters = 0;
    for (int l = 0; l < net.layers; l++) {
        weight[l] = parameters;
        bias[l] = weight[l] + net.sizes[l] * net.sizes[l + 1];
        parameters = bias[l] + net.sizes[l + 1];
    }
    values = zeros(parameters);
    gradients = zeros(parameters);
    moments = zeros(parameters);
    squares = zeros(parameters);
    for (int l = 0; l <= net.layers; l++) {
        activations[l] = zeros((size_t)net.rows * net.sizes[l]);
        deltas[l] = zeros((size_t)net.rows * net.sizes[l]);
    }
    labels = malloc(net.rows * sizeof *labels);
    steps = 0;
    srand48(1);
    for (int l = 0; l < net.layers; l++)
        for (int i = weight[l]; i < bias[l]; i++)
            values[i] = (drand48() - 0.5) * 2 / sqrt(net.sizes[l]);
    for (int i = 0; i < net.rows * net.sizes[0]; i++)
        activations[0][i] = drand48();
    for (int r = 0; r < net.rows; r++)
        labels[r] = r * 7 % net.sizes[net.layers];
}

static void destroy(void) {
    float *arrays[] = {values, gradients, moments, squares};
    for (int i = 0; i < 4; i++)
        free(arrays[i]);
    for (int l = 0; l <= net.layers; l++) {
        free(activations[l]);
        free(deltas[l]);
    }
    free(labels);
}

/* c[m][n] = a[m][k]·b[k][n] + beta·c, of which a or b may be transposed. */
static void product(
    CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, float beta, float *c) {
    cblas_sgemm(CblasRowMajor, ta, tb, m, n, k, 1, a, lda, b, ldb, beta, c, n);
}

static void activate(int count, float *restrict y) {
    if (net.is_tanh)
        for (int i = 0; i < count; i++)
            y[i] = tanhf(y[i]);
    else
        for (int i = 0; i < count; i++)
            y[i] = y[i] > 0 ? y[i] : 0;
}

static void forward(int rows) {
    for (int l = 0; l < net.layers; l++) {
        int in = net.sizes[l], out = net.sizes[l + 1];
        float *y = activations[l + 1];
        for (int r = 0; r < rows; r++)
            memcpy(y + r * out, values + bias[l], out * sizeof *y);
        if (rows == 1)
            cblas_sgemv(CblasRowMajor, CblasTrans, in, out, 1, values + weight[l], out, activations[l], 1, 1, y, 1);
        else
            product(CblasNoTrans, CblasNoTrans, rows, out, in, activations[l], in, values + weight[l], out, 1, y);
        if (l < net.layers - 1)
            activate(rows * out, y);
    }
}

/* Softmax and cross-entropy: the loss, and its derivatives by the logits. */
static float cross_entropy(void) {
    int out = net.sizes[net.layers];
    float loss = 0;
    for (int r = 0; r < net.rows; r++) {
        const float *restrict y = activations[net.layers] + r * out;
        float *restrict d = deltas[net.layers] + r * out, largest = y[0], sum = 0;
        for (int k = 1; k < out; k++)
            largest = y[k] > largest ? y[k] : largest;
        for (int k = 0; k < out; k++) {
            d[k] = expf(y[k] - largest);
            sum += d[k];
        }
        loss += logf(sum) - (y[labels[r]] - largest);
        float factor = 1 / (sum * net.rows);
        for (int k = 0; k < out; k++)
            d[k] *= factor;
        d[labels[r]] -= 1.0f / net.rows;
    }
    return loss / net.rows;
}

static void backward(void) {
    for (int l = net.layers - 1; l >= 0; l--) {
        int in = net.sizes[l], out = net.sizes[l + 1], rows = net.rows;
        const float *restrict d = deltas[l + 1];
        product(CblasTrans, CblasNoTrans, in, out, rows, activations[l], in, d, out, 0, gradients + weight[l]);
        float *restrict db = gradients + bias[l];
        memset(db, 0, out * sizeof *db);
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < out; k++)
                db[k] += d[r * out + k];
        if (l == 0)
            return;
        product(CblasNoTrans, CblasTrans, rows, in, out, d, out, values + weight[l], out, 0, deltas[l]);
        const float *restrict x = activations[l];
        float *restrict dx = deltas[l];
        for (int i = 0; i < rows * in; i++)
            dx[i] = x[i] > 0 ? dx[i] : 0;
    }
}

static void adam(int n, float *restrict p, const float *restrict g, float *restrict m, float *restrict v) {
    steps++;
    float rate = 1e-3f / (1 - powf(0.9f, steps)), correction = 1 / sqrtf(1 - powf(0.999f, steps));
    for (int i = 0; i < n; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        p[i] -= rate * m[i] / (sqrtf(v[i]) * correction + 1e-8f);
    }
}

static void sgd(int n, float *restrict p, const float *restrict g) {
    for (int i = 0; i < n; i++)
        p[i] -= 0.01f * g[i];
}

static float compute_gradients(void) {
    forward(net.rows);
    float loss = cross_entropy();
    backward();
    return loss;
}

static void train_adam(long times) {
    for (long i = 0; i < times; i++) {
        sink = compute_gradients();
        adam(parameters, values, gradients, moments, squares);
    }
}

static void train_sgd(long times) {
    for (long i = 0; i < times; i++) {
        sink = compute_gradients();
        sgd(parameters, values, gradients);
    }
}

static void predict_row(long times) {
    for (long i = 0; i < times; i++)
        forward(1);
}

static void predict_rows(long times) {
    for (long i = 0; i < times; i++)
        forward(net.rows);
}

int main(int count, char **arguments) {
    const char *program = "C+OpenBLAS", *filter = count > 1 ? arguments[1] : "";
    openblas_set_num_threads(1);
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
        const struct workload *w = &workloads[i];
        char operation[50];
        create(w);
        measure(program, filter, w->name, "infer B1", predict_row);
        if (w->rows > 1) {
            snprintf(operation, sizeof operation, "infer B%d", w->rows);
            measure(program, filter, w->name, operation, predict_rows);
            snprintf(operation, sizeof operation, "train B%d Adam", w->rows);
            measure(program, filter, w->name, operation, train_adam);
            destroy();
            create(w);
            snprintf(operation, sizeof operation, "train B%d SGD", w->rows);
            measure(program, filter, w->name, operation, train_sgd);
        }
        destroy();
    }
    return 0;
}
