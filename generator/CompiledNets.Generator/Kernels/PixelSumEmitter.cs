using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Prints the gradient of a convolution's bias: the sum of d over the pixels of all rows. A filter has several chains, which hide each other's latency: pixel i of an
/// image belongs to chain i mod 8, and the chains are added in one tree.
/// </summary>
internal static class PixelSumEmitter
{
    private const int Chains = 8;

    public static void Emit(CodeWriter writer, RowLayout pixels)
    {
        bool isPaired = pixels.PositionStride == Panels.Width / 2;
        writer.Separate();
        writer.Summary($"db = Σ d over the pixels of all rows, [rows, {string.Join(", ", pixels.Shape.Sizes)}] → [{pixels.Channels}]: {Chains} chains, one for every eighth pixel of an image, and their sum.");
        using (writer.Kernel("private", "void", "BiasGradient", [], "ref float d, ref float gradient, int rows"))
        {
            if (isPaired)
            {
                using (writer.Block("if (V.Count == 16)"))
                {
                    writer.Line("BiasGradientOfPairs<V>(ref d, ref gradient, rows);");
                    writer.Line("return;");
                }

                writer.Line();
            }

            using (writer.Block($"for (int column = 0; column < {pixels.PositionStride}; column += V.Count)"))
                EmitSum(writer, pixels, "ref At(ref d, column)", Chains, (chain, offset, _) => $"sum{chain} = sum{chain} + {Load(pixels, isPaired, offset)};", "column", chain => $"sum{chain}");
        }

        if (!isPaired)
            return;
        writer.Separate();
        writer.Summary("The same with vectors of 16 lanes, two chains in each: half of the chains' sums are in the other half of a vector.");
        using (writer.Kernel("private", "void", "BiasGradientOfPairs", [], "ref float d, ref float gradient, int rows"))
        {
            EmitSum(
                writer, pixels, "ref d", Chains / 2, (pair, offset, isWhole) => isWhole
                    ? $"sum{pair} = sum{pair} + V.Load(ref delta, {offset});"
                    : $"sum{pair} = sum{pair} + (V.LoadHalves(ref delta, {offset}, {offset}) & {KernelText.Simd}LaneMask.Below<V>(0, 8)); // an image's last pixel, alone",
                "0", pair => $"half{pair}");
        }
    }

    /// <summary>A vector of a pixel's filters: of half of them nothing behind the pixel is read, where the memory may end.</summary>
    private static string Load(RowLayout pixels, bool isPaired, int offset) => pixels.PositionStride % Panels.Width != 0 && !isPaired
        ? $"(column + V.Count <= {pixels.PositionStride} ? V.Load(ref delta, {offset}) : V.LoadHalves(ref delta, {offset}, {offset}))"
        : $"V.Load(ref delta, {offset})";

    /// <param name="writer">Where to.</param>
    /// <param name="pixels">A row of d.</param>
    /// <param name="start">Where d begins.</param>
    /// <param name="vectors">The vectors of sums: one for a chain, or one for two of them.</param>
    /// <param name="add">What adds to a vector, given it and where it is, and whether all of its pixels are there.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="total">A vector's sum of one chain or two.</param>
    private static void EmitSum(CodeWriter writer, RowLayout pixels, string start, int vectors, Func<int, int, bool, string> add, string column, Func<int, string> total)
    {
        int count = pixels.Positions, pixelsOfVector = Chains / vectors;
        writer.Line($"V {string.Join(", ", Enumerable.Range(0, vectors).Select(vector => $"sum{Literal.Int(vector)} = V.Zero"))};");
        writer.Line($"ref float image = {start};");
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line("ref float delta = ref image;");
            if (count >= Chains)
            {
                using (writer.Loop("group", count / Chains))
                {
                    for (int vector = 0; vector < vectors; vector++)
                        writer.Line(add(vector, vector * pixelsOfVector * pixels.PositionStride, true));
                    writer.Line($"delta = ref At(ref delta, {Chains * pixels.PositionStride});");
                }
            }

            for (int pixel = 0; pixel < count % Chains; pixel += pixelsOfVector)
                writer.Line(add(pixel / pixelsOfVector, pixel * pixels.PositionStride, pixel + pixelsOfVector <= count % Chains));
            writer.Line($"image = ref At(ref image, {pixels.RowStride});");
        }

        if (pixelsOfVector > 1)
        {
            for (int vector = 0; vector < vectors; vector++)
                writer.Line($"V.Store(sum{vector}, ref gradient, 0); V half{vector} = sum{vector} + V.LoadHalves(ref gradient, 8, 8);");
        }

        string sum = Tree(0, vectors, total);
        if (pixels.Channels % Panels.Width != 0)
            sum = $"{KernelText.Simd}LaneMask.Below<V>({column}, {pixels.Channels}) & ({sum})";
        writer.Line($"V.Store({sum}, ref gradient, {column});");
    }

    private static string Tree(int first, int count, Func<int, string> total) =>
        count == 1 ? total(first) : $"({Tree(first, count / 2, total)} + {Tree(first + (count / 2), count / 2, total)})";
}
