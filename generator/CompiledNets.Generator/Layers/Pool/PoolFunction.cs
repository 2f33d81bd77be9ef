using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>What a pool makes of a window, and where the derivative of that goes: the statements for one vector.</summary>
/// <param name="Kind">The attribute without its axes: <c>MaxPool</c>.</param>
/// <param name="Value">In words: "the largest value".</param>
/// <param name="Derivative">The derivative by a window's values, in words.</param>
/// <param name="ForwardOperations">The lane operations of <see cref="Take"/>.</param>
/// <param name="BackwardOperations">Those of <see cref="Give"/> and of adding up.</param>
/// <param name="NeedsValues">Whether the backward pass reads what came in and what went out.</param>
internal abstract record PoolFunction(string Kind, string Value, string Derivative, int ForwardOperations, int BackwardOperations, bool NeedsValues)
{
    /// <summary>The lane operations of <see cref="Follow"/>.</summary>
    public const int FollowOperations = 2;

    /// <summary>The result of no value, in <c>a</c>.</summary>
    public abstract string Start { get; }

    /// <summary>Takes the value <c>v</c> into <c>a</c>.</summary>
    public abstract string Take { get; }

    /// <summary>What keeps in <c>at</c> the place of the value in <c>a</c>, before <c>v</c> at <c>place</c> is taken; null where the result is not one of the values.</summary>
    public virtual string? Follow => null;

    /// <summary>The result of the <paramref name="count"/> values that <c>a</c> has taken.</summary>
    public abstract string Finish(int count);

    /// <summary>What is declared for the backward pass of a window of <paramref name="count"/> values, given its derivative <c>d</c> and, if values are needed, its result <c>a</c>.</summary>
    public abstract string Share(int count);

    /// <summary>The derivative by the next value of the window; <c>v</c> if values are needed.</summary>
    public abstract string Give { get; }

    /// <summary>If values are needed: the statement before it.</summary>
    public virtual string Next => "";

    /// <summary>If values are needed: the statement after it.</summary>
    public virtual string Taken => "";

    /// <summary>PyTorch's MaxPool.</summary>
    public static PoolFunction Maximum { get; } = new MaximumOfWindow();

    /// <summary>PyTorch's AvgPool.</summary>
    public static PoolFunction Average { get; } = new AverageOfWindow();

    /// <summary>A NaN comes through; of equal values the first stays, so that of two zeros it is that one's sign.</summary>
    private sealed record MaximumOfWindow() : PoolFunction(
        "MaxPool", "the largest value", "all to the first of the largest values", ForwardOperations: 4, BackwardOperations: 7, NeedsValues: true)
    {
        public override string Start => "V.Broadcast(float.NegativeInfinity)";

        public override string Take => "a = V.Choose(V.Equals(v, v), V.AtLeast(a, v), v);";

        public override string? Follow => "at = V.Choose(V.GreaterThan(v, a), place, at);";

        public override string Finish(int count) => "a";

        public override string Share(int count) => "V rest; // what is left of d for the values behind this one";

        // A value that is not below the result is the result, or that is NaN.
        public override string Next => "rest = d & V.LessThan(v, a);";

        public override string Give => "d ^ rest";

        public override string Taken => "d = rest;";
    }

    private sealed record AverageOfWindow() : PoolFunction(
        "AveragePool", "the mean", "an equal share to each value", ForwardOperations: 2, BackwardOperations: 3, NeedsValues: false)
    {
        public override string Start => "V.Zero";

        public override string Take => "a = a + v;";

        public override string Finish(int count) => $"a * V.Broadcast({Literal.Float(1.0 / count)})";

        public override string Share(int count) => $"V share = d * V.Broadcast({Literal.Float(1.0 / count)});";

        public override string Give => "share";
    }
}
