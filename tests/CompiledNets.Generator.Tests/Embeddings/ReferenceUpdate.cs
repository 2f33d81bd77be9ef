namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>An optimizer in double, for one parameter at a time: what PyTorch's formulas say.</summary>
/// <param name="Declaration">The optimizer as it is declared.</param>
/// <param name="Apply">The new parameter from the old one, its gradient, what is kept for it and the number of the step.</param>
internal sealed record ReferenceUpdate(string Declaration, Func<double, double, double[], int, double> Apply)
{
    private const double Rate = 0.05;

    public static IReadOnlyList<ReferenceUpdate> All { get; } =
    [
        new("Sgd(LearningRate = 0.05)", (p, g, _, _) => p - (Rate * g)),
        new("Sgd(LearningRate = 0.05, Momentum = 0.9, WeightDecay = 0.1)", (p, g, state, _) =>
        {
            state[0] = (0.9 * state[0]) + g + (0.1 * p);
            return p - (Rate * state[0]);
        }),
        new("Adam(LearningRate = 0.05)", (p, g, state, step) => p - (Rate * AdamDirection(g, state, step))),
        new("Adam(LearningRate = 0.05, AmsGrad = true, WeightDecay = 0.1)", (p, g, state, step) => p - (Rate * AdamDirection(g + (0.1 * p), state, step, keepsLargest: true))),
        new("AdamW(LearningRate = 0.05, WeightDecay = 0.1)", (p, g, state, step) => (p * (1 - (Rate * 0.1))) - (Rate * AdamDirection(g, state, step))),
        new("RmsProp(LearningRate = 0.05, Momentum = 0.5)", (p, g, state, _) =>
        {
            state[0] = (0.99 * state[0]) + (0.01 * g * g);
            state[1] = (0.5 * state[1]) + (g / (Math.Sqrt(state[0]) + 1e-8));
            return p - (Rate * state[1]);
        }),
        new("Adagrad(LearningRate = 0.05)", (p, g, state, _) =>
        {
            state[0] += g * g;
            return p - (Rate * g / (Math.Sqrt(state[0]) + 1e-10));
        }),
    ];

    private static double AdamDirection(double g, double[] state, int step, bool keepsLargest = false)
    {
        state[0] = (0.9 * state[0]) + (0.1 * g);
        state[1] = (0.999 * state[1]) + (0.001 * g * g);
        state[2] = Math.Max(state[2], state[1]);
        double square = (keepsLargest ? state[2] : state[1]) / (1 - Math.Pow(0.999, step));
        return state[0] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square) + 1e-8);
    }
}
