using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the gradient of a bias: the sum of d over the rows of the batch, each column a chain in their order.</summary>
internal static class ColumnSumEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="product">The product that reads the same rows of d.</param>
    public static void Emit(CodeWriter writer, string name, OuterProduct product)
    {
        writer.Separate();
        writer.Summary($"db = Σ d over the rows of the batch, [rows, {product.Columns}] → [{product.Columns}]: a panel at a time, one, two or four vectors.");
        using (writer.Kernel("private", "void", name, [], "ref float d, ref float gradient, int rows"))
        using (writer.Block($"for (int column = 0; column < {product.PaddedColumns}; column += {Panels.Width})"))
        {
            writer.Line("V sum0 = V.Zero, sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero;");
            writer.Line("ref float value = ref At(ref d, column);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line("sum0 = sum0 + V.Load(ref value, 0);");
                writer.Line("if (V.Count < 16) sum1 = sum1 + V.Load(ref value, V.Count);");
                writer.Line("if (V.Count < 8) { sum2 = sum2 + V.Load(ref value, 2 * V.Count); sum3 = sum3 + V.Load(ref value, 3 * V.Count); }");
                writer.Line($"value = ref At(ref value, {product.DeltaStride});");
            }

            writer.Line("V.Store(sum0, ref gradient, column);");
            writer.Line("if (V.Count < 16) V.Store(sum1, ref gradient, column + V.Count);");
            writer.Line("if (V.Count < 8) { V.Store(sum2, ref gradient, column + 2 * V.Count); V.Store(sum3, ref gradient, column + 3 * V.Count); }");
        }
    }
}
