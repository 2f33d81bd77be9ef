using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>A planned pool. Both layouts have a pixel's channels together, and a vector runs over the channels of one pixel.</summary>
/// <param name="Function">What is made of a window.</param>
/// <param name="Vertical">The windows along the axis of lines; a single line where there is one axis only.</param>
/// <param name="Horizontal">The windows along a line.</param>
/// <param name="ForwardWindow">How a window is written in the forward pass.</param>
/// <param name="BackwardWindow">How it is written in the backward pass.</param>
internal sealed record PoolPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    PoolFunction Function,
    PoolAxis Vertical,
    PoolAxis Horizontal,
    WindowCode ForwardWindow,
    WindowCode BackwardWindow)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public static PoolPlan Of(
        LayerContext context, string name, string description, RowLayout input, RowLayout output, PoolFunction function, PoolAxis vertical, PoolAxis horizontal) => new(
        name, description, input, context.InputStride, output, context.AllocateRows(output.RowStride), context.AllocateRows(output.RowStride), function, vertical, horizontal,
        WindowCode.Plan(vertical.Size, horizontal.Size, function.ForwardOperations), WindowCode.Plan(vertical.Size, horizontal.Size, function.BackwardOperations));

    /// <summary>From a pixel that comes in to the one beside it, and from one that goes out: the channels, padded.</summary>
    public int PixelStride => InputLayout.PositionStride;

    /// <summary>From a pixel that comes in to the one below it.</summary>
    public int LineStride => Horizontal.Length * PixelStride;

    /// <summary>Whether a pixel ends in half a vector of 16 lanes.</summary>
    public bool EndsInHalf => PixelStride % Panels.Width != 0;

    /// <summary>A window in words: "2 × 2, every 3".</summary>
    public string Window => (Vertical.Length > 1 ? $"{Vertical.Size} × " : "") + Horizontal.Size + (Horizontal.Stride == Horizontal.Size ? "" : $", every {Horizontal.Stride}");

    /// <summary>The values of a window.</summary>
    public int WindowLength => Vertical.Size * Horizontal.Size;

    /// <summary>Whether the derivative by a value is the sum of several windows'.</summary>
    public bool Overlaps => Vertical.Overlaps || Horizontal.Overlaps;

    /// <summary>Whether each derivative is written once, so that none needs to be cleared.</summary>
    public bool IsTiled => Vertical.IsTiled && Horizontal.IsTiled;

    /// <summary>Where it notes each window's largest value, because the layer in front takes its derivatives as they are; null where it spreads them itself.</summary>
    public PeakPlaces? Places { get; init; }

    /// <summary>Whether it can note where each window's largest value is.</summary>
    public bool CanNotePlaces => Function.Follow is not null && WindowCode.Plan(Vertical.Size, Horizontal.Size, Function.ForwardOperations + PoolFunction.FollowOperations).IsWhole;

    public override long MultiplyAdds => 0;

    public override string Kernels =>
        $"{(OutputLayout.Positions == 1 ? "one window" : Literal.Grouped(OutputLayout.Positions) + " windows")} of {Literal.Grouped(WindowLength)}, {ForwardWindow}";

    public override RowAxes OutputAxes => OutputShape.Rank == 2 ? RowAxes.Signal : RowAxes.Unsaid;

    public override bool KeepsOutput => Function.NeedsValues;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}{(Places is null ? "" : $", Places = {Places.Region.Offset}")}; // in the workspace");
        PoolEmitter.EmitForward(writer, this);
        if (training is null)
            return;
        if (Places is not null)
            PoolEmitter.EmitForwardWithPlaces(writer, this, Places);
        else
            PoolEmitter.EmitBackward(writer, this);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Forward<V>({source}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) => writer.Line(Places is not null
        ? $"{Path}.ForwardWithPlaces<V>({source}, {RowsOf("Output")}, {RowsOf("Places")}, count);"
        : $"{Path}.Forward<V>({source}, {RowsOf("Output")}, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is null || Places is not null)
            return;
        string values = Function.NeedsValues ? $"{source}, {RowsOf("Output")}, " : "";
        writer.Line($"{Path}.Backward<V>({values}{RowsOf("Delta")}, {sourceDelta}, count);");
    }
}

/// <summary>How the values of a window are written: all of them, or a loop over its lines with each line written out or a loop itself.</summary>
/// <param name="IsWhole">Whether all of them.</param>
/// <param name="Line">Otherwise: a line.</param>
internal sealed record WindowCode(bool IsWhole, SumPlan Line)
{
    /// <summary>The lane operations of a window besides those of its values.</summary>
    private const int FixedOperations = 6;

    public static WindowCode Plan(int lines, int lineLength, int operationsPerValue)
    {
        long length = (long)lines * lineLength;
        bool isWhole = length <= JitBudget.LaneOperations && JitBudget.PlanSum((int)length, operationsPerValue, FixedOperations, Unroll.Auto).IsStraightLine;
        return new WindowCode(isWhole, JitBudget.PlanSum(lineLength, operationsPerValue, FixedOperations, Unroll.Auto));
    }

    /// <summary>In words, for the header of the generated file.</summary>
    public override string ToString() => IsWhole ? "written out" : $"each line {Line}";
}
