using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Border;

/// <summary>
/// Zeros around an image: what the planner puts before a layer with padding, so that the layer's kernels know no border.
/// </summary>
/// <param name="Reader">The layer that reads it.</param>
/// <param name="Vertical">The lines of zeros above and below.</param>
/// <param name="Horizontal">The pixels of zeros on each side of a line.</param>
internal sealed record BorderPlan(
    string Name,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    string Reader,
    int Vertical,
    int Horizontal)
    : MovingPlan(Name, "Zeros around", InputLayout, InputStride, OutputLayout, Output, Delta)
{
    public override string Kernels => "a copy";

    protected override (string There, string Back) Methods => ("Add", "Remove");

    /// <summary>Plans zeros around what comes in, an image <c>[channels, height, width]</c> or a signal <c>[channels, length]</c>.</summary>
    public static BorderPlan Plan(LayerContext context, string reader, int vertical, int horizontal)
    {
        int[] sizes = context.Input.Sizes.ToArray();
        int width = sizes.Length - 1;
        sizes[width] = Larger(sizes[width], horizontal);
        if (sizes.Length > 2)
            sizes[1] = Larger(sizes[1], vertical);
        var shape = new Shape(sizes);
        RowLayout layout = context.Layout.ChannelAxis == 0 ? RowLayout.Image(shape) : RowLayout.Plain(shape);
        bool fits = shape.Length <= NetPlanner.LongestRow;
        return new BorderPlan(
            reader + "Padded", context.Layout, context.InputStride, layout, fits ? context.AllocateRows(layout.RowStride) : default,
            fits && !context.IsFirst ? context.AllocateRows(layout.RowStride) : default, reader, vertical, horizontal);
    }

    /// <summary>A size and twice the padding; of padding without bounds, a size that is refused.</summary>
    private static int Larger(int size, int padding) => (int)Math.Min(NetPlanner.LongestRow + 1L, size + (2L * padding));

    private bool IsImage => InputLayout.ChannelAxis == 0;

    /// <summary>The lines and their lengths as the library's copy takes them: an image whose pixels have their channels together, or one for each channel.</summary>
    private string Sizes
    {
        get
        {
            int height = Input.Rank > 2 ? Input.Sizes[1] : 1, width = Input.Sizes[Input.Rank - 1];
            int images = IsImage ? 1 : Input.Sizes[0], pixel = IsImage ? InputLayout.PositionStride : 1;
            return $"{images}, {height}, {width * pixel}, {Vertical}, {Horizontal * pixel}";
        }
    }

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}{(Delta.Length > 0 ? $", Delta = {Delta.Offset}" : "")}; // in the workspace");
        EmitCopy(writer, Methods.There, $"Zeros around: {Input} → {OutputShape}.", InputStride, OutputStride);
        if (Delta.Length > 0)
            EmitCopy(writer, Methods.Back, "Derivatives by what is inside.", OutputStride, InputStride);
    }

    private void EmitCopy(CodeWriter writer, string name, string summary, int sourceStride, int destinationStride) =>
        EmitMethod(writer, name, summary, sourceStride, destinationStride, $"ImageBorder.{name}(ref source, ref destination, {Sizes})");
}
