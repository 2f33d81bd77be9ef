// C++ with xsimd: a step of Gru(16) or Lstm(16) on one feature, then Dense(1), as libraries for real time compute it, RTNeural among them: sizes that are constants, the units in vectors
// of the machine's width, a gate's sum over the last step's units in one chain, xsimd's exp and tanh.
// g++ -std=c++17 -O3 -march=native recurrent.cpp -o recurrent && ./recurrent [FILTER]
// -DGRU and -DLSTM leave the other out: -ffast-math makes the Gru faster and the Lstm slower.
#include <xsimd/xsimd.hpp>
#include "measure.h"

using Vector = xsimd::batch<float>;

constexpr int Units = 16, Lanes = Vector::size, Vectors = Units / Lanes;
static_assert(Units % Lanes == 0);

struct Values {
    Vector at[Vectors];
};

// A gate's weights: of the feature, of the last step's units, and its bias.
struct Gate {
    Values input, bias, hidden[Units];

    // The sum over the last step's units.
    inline Values of(const Values &state) const {
        Values sum;
        for (int v = 0; v < Vectors; v++)
            sum.at[v] = Vector(0.0f);
        for (int from = 0; from < Vectors; from++) {
            alignas(64) float units[Lanes];
            state.at[from].store_aligned(units);
            for (int v = 0; v < Vectors; v++)
                for (int lane = 0; lane < Lanes; lane++)
                    sum.at[v] += units[lane] * hidden[from * Lanes + lane].at[v];
        }
        return sum;
    }
};

static inline Vector sigmoid(Vector x) {
    return Vector(1.0f) / (Vector(1.0f) + xsimd::exp(-x));
}

struct Gru {
    Values state;
    Gate reset, update, candidate;
    Values hiddenBias;

    inline void step(Vector x) {
        Values z = update.of(state);
        for (int v = 0; v < Vectors; v++)
            z.at[v] = sigmoid(xsimd::fma(update.input.at[v], x, z.at[v] + update.bias.at[v]));
        Values r = reset.of(state);
        for (int v = 0; v < Vectors; v++)
            r.at[v] = sigmoid(xsimd::fma(reset.input.at[v], x, r.at[v] + reset.bias.at[v]));
        Values n = candidate.of(state);
        for (int v = 0; v < Vectors; v++) {
            n.at[v] = xsimd::tanh(xsimd::fma(r.at[v], n.at[v] + hiddenBias.at[v], xsimd::fma(candidate.input.at[v], x, candidate.bias.at[v])));
            state.at[v] = xsimd::fma(Vector(1.0f) - z.at[v], n.at[v], z.at[v] * state.at[v]);
        }
    }
};

struct Lstm {
    Values state, cell;
    Gate input, forget, candidate, output;

    inline void step(Vector x) {
        Values f = forget.of(state), i = input.of(state), o = output.of(state), g = candidate.of(state);
        for (int v = 0; v < Vectors; v++) {
            f.at[v] = sigmoid(xsimd::fma(forget.input.at[v], x, f.at[v] + forget.bias.at[v]));
            i.at[v] = sigmoid(xsimd::fma(input.input.at[v], x, i.at[v] + input.bias.at[v]));
            o.at[v] = sigmoid(xsimd::fma(output.input.at[v], x, o.at[v] + output.bias.at[v]));
            g.at[v] = xsimd::tanh(xsimd::fma(candidate.input.at[v], x, g.at[v] + candidate.bias.at[v]));
            cell.at[v] = xsimd::fma(i.at[v], g.at[v], f.at[v] * cell.at[v]);
            state.at[v] = o.at[v] * xsimd::tanh(cell.at[v]);
        }
    }
};

template <class Cell>
struct Net {
    Cell cell;
    Values head;
    float headBias;

    inline float step(float x) {
        cell.step(Vector(x));
        float y = headBias;
        for (int v = 0; v < Vectors; v++)
            y += xsimd::hadd(cell.state.at[v] * head.at[v]);
        return y;
    }
};

template <class Cell>
static Net<Cell> net;

static volatile float input = 0.5f, sink;

template <class Cell>
static void steps(long times) {
    float x = input, sum = 0;
    for (long i = 0; i < times; i++)
        sum += net<Cell>.step(x);
    sink = sum;
}

template <class Cell>
static void measure_steps(const char *filter, const char *workload) {
    float *weights = reinterpret_cast<float *>(&net<Cell>);
    for (size_t i = 0; i < sizeof(Net<Cell>) / sizeof(float); i++)
        weights[i] = 0.5f * (static_cast<float>(rand()) / RAND_MAX - 0.5f);
    measure("C", filter, workload, "step", steps<Cell>);
}

int main(int count, char **arguments) {
    const char *filter = count > 1 ? arguments[1] : "";
#ifndef LSTM
    measure_steps<Gru>(filter, "W7");
#endif
#ifndef GRU
    measure_steps<Lstm>(filter, "W8");
#endif
}
