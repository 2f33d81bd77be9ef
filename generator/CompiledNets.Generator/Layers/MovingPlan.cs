using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>A planned layer that only moves values, row by row; on the way back their derivatives go where the values came from.</summary>
internal abstract record MovingPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public sealed override long MultiplyAdds => 0;

    public sealed override bool KeepsOutput => false;

    /// <summary>What its two methods are called.</summary>
    protected abstract (string There, string Back) Methods { get; }

    /// <summary>Prints a method that moves rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="sourceStride">From a row that it reads to the next.</param>
    /// <param name="destinationStride">From a row that it writes to the next.</param>
    /// <param name="call">The library's method for one row, and what it takes behind the two places.</param>
    protected static void EmitMethod(CodeWriter writer, string name, string summary, int sourceStride, int destinationStride, string call)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public static void {name}(ref float source, ref float destination, int rows)"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"global::CompiledNets.Memory.{call};");
            writer.Line($"source = ref At(ref source, {sourceStride});");
            writer.Line($"destination = ref At(ref destination, {destinationStride});");
        }
    }

    public sealed override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.{Methods.There}({source}, {destination}, {rows});");

    public sealed override void EmitForward(CodeWriter writer, string source) => writer.Line($"{Path}.{Methods.There}({source}, {RowsOf("Output")}, count);");

    public sealed override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.{Methods.Back}({RowsOf("Delta")}, {sourceDelta}, count);");
    }
}
