using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a worker's share of a weight's gradient: the product, the penalty's part, and whether it is finite.</summary>
internal static class WeightGradientEmitter
{
    /// <summary>All of it.</summary>
    /// <param name="writer">
    /// Where to; <c>workspace</c>, <c>strip</c>, <c>parameters</c>, <c>gradients</c>, <c>rows</c>, <c>worker</c>, <c>workers</c> and <c>finite</c> are in scope.
    /// </param>
    /// <param name="product">The product.</param>
    /// <param name="weight">The constant that says where the weight is.</param>
    /// <param name="x">What came in.</param>
    /// <param name="d">The derivatives.</param>
    /// <param name="penalty">The penalty on the weight.</param>
    public static void Emit(CodeWriter writer, OuterProduct product, string weight, string x, string d, PenaltyDeclaration penalty)
    {
        string sources = EmitShare(writer, product, x, d);
        EmitStrips(writer, product, weight, sources, "0", $"{product.PaddedColumns}");
        using (writer.Block($"for (int panel = 0; panel < {Panels.Count(product.Columns)}; panel++)"))
        {
            writer.Line($"int offset = {weight} + panel * {product.PanelLength} + share.Start * {Panels.Width};");
            writer.Line($"int length = (share.End - share.Start) * {Panels.Width};");
            EmitCheck(writer, penalty);
        }
    }

    /// <summary>A worker's share of the weight's rows, and copies of x for it if the product reads some; what the product reads.</summary>
    public static string EmitShare(CodeWriter writer, OuterProduct product, string x, string d)
    {
        writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({product.Rows}, 1, worker, workers);");
        if (product.Packing is not { } packing)
            return $"ref {x}, ref {d}";
        writer.Line($"ref float source = ref At(ref workspace, {packing.Transposed.Offset});");
        writer.Line($"{product.Name}Source(ref {x}, ref source, rows, share.Start, share.End);");
        return $"ref source, ref {d}, ref strip";
    }

    /// <summary>The product's columns from <paramref name="first"/> to <paramref name="end"/>.</summary>
    public static void EmitStrips(CodeWriter writer, OuterProduct product, string weight, string sources, string first, string end)
    {
        using (writer.Block($"for (int column = {first}; column < {end}; column += {OuterProductEmitter.StripWidth})"))
            writer.Line($"{product.Name}<V>({sources}, ref At(ref gradients, {weight}), rows, column, share.Start, share.End);");
    }

    /// <summary>The penalty's part of the <c>length</c> values at <c>offset</c>, and whether they are finite.</summary>
    public static void EmitCheck(CodeWriter writer, PenaltyDeclaration penalty)
    {
        if (!penalty.IsEmpty)
            writer.Line("PenaltyGradient<V>(ref At(ref parameters, offset), ref At(ref gradients, offset), length);");
        writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, offset), length);");
    }
}
