using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Prints a single row of a <see cref="MatrixProduct"/> with <see cref="MatrixProduct.HasSingleOutput"/>, number by number. The chains are those of every other tile, and so are
/// the bits.
/// </summary>
internal static class SingleOutputEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="product">A product of one column with <see cref="MatrixProduct.RowOperations"/>.</param>
    /// <param name="activation">How f is called from there.</param>
    public static void Emit(CodeWriter writer, MatrixProduct product, string activation)
    {
        for (int block = 0; block < product.Blocks; block++)
            writer.Line($"float {Chain(block)} = {(block == 0 && product.HasBias ? "bias" : "0f")};");
        foreach ((int block, int step) in product.RowSteps)
            writer.Line($"{Chain(block)} = global::System.MathF.FusedMultiplyAdd(At(ref x, {step}), At(ref weight, {step * Panels.Width}), {Chain(block)});");
        string total = string.Join(" + ", Enumerable.Range(0, product.Blocks).Select(Chain));
        writer.Line(product.Fused.IsLinear ? $"y = {total};" : $"V.StoreFirst({activation}(V.Broadcast({total})), ref y, 0, 1);");
    }

    /// <summary>The variable of a block's sum.</summary>
    private static string Chain(int block) => ((char)('a' + block)).ToString();
}
