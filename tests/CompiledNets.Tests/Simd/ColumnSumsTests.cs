using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class ColumnSumsTests
{
    private const int Stride = 19;

    public static TheoryData<int> RowCounts => [.. Enumerable.Range(0, 14)];

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void A_sum_has_four_chains_whatever_the_vectors(int rows)
    {
        float[] x = Numbers(rows, 1);
        float[] expected = Chains(rows, (sum, row, column) => sum + x[(row * Stride) + column]);
        Lanes<PortableLanes>(column => ColumnSums.Sum<PortableLanes>(ref x[column], Stride, rows)).ShouldBe(expected);
        Lanes<WideLanes>(column => ColumnSums.Sum<WideLanes>(ref x[column], Stride, rows)).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Squared_distances_are_of_the_columns_means(int rows)
    {
        float[] x = Numbers(rows, 2), means = Numbers(1, 3);
        float[] expected = Chains(rows, (sum, row, column) =>
            MathF.FusedMultiplyAdd(x[(row * Stride) + column] - means[column], x[(row * Stride) + column] - means[column], sum));
        Lanes<PortableLanes>(column => ColumnSums.SquaredDistances(ref x[column], Stride, rows, PortableLanes.Load(ref means[column], 0))).ShouldBe(expected);
        Lanes<WideLanes>(column => ColumnSums.SquaredDistances(ref x[column], Stride, rows, WideLanes.Load(ref means[column], 0))).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Products_are_of_distances_and_another_matrix(int rows)
    {
        float[] x = Numbers(rows, 4), means = Numbers(1, 5), d = Numbers(2 * rows, 6);
        float[] expected = Chains(rows, (sum, row, column) => MathF.FusedMultiplyAdd(x[(row * Stride) + column] - means[column], d[(row * 2 * Stride) + column], sum));
        Lanes<PortableLanes>(column => ColumnSums.Products(ref x[column], Stride, ref d[column], 2 * Stride, rows, PortableLanes.Load(ref means[column], 0))).ShouldBe(expected);
        Lanes<WideLanes>(column => ColumnSums.Products(ref x[column], Stride, ref d[column], 2 * Stride, rows, WideLanes.Load(ref means[column], 0))).ShouldBe(expected);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    public void The_columns_of_a_pair_of_pixels_are_its_channels_twice(int stride)
    {
        float[] channels = Numbers(2, 7), twice = [.. channels[..stride], .. channels[..stride]];
        for (int column = 0; column < 2 * stride; column += 4)
        {
            if (column % PortableLanes.Count == 0)
                Stored(PixelPairs.Load<PortableLanes>(ref channels[0], column, stride)).ShouldBe(twice[column..(column + PortableLanes.Count)]);
            if (column % 16 == 0)
                Stored(PixelPairs.Load<WideLanes>(ref channels[0], column, stride)).ShouldBe(twice[column..(column + 16)]);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    public void Folding_puts_a_channels_sum_into_both_columns(int stride)
    {
        float[] columns = Numbers(4, 8);
        float[] sums = [.. Enumerable.Range(0, stride).Select(channel => columns[channel] + columns[stride + channel])], behind = columns[(2 * stride)..];

        PixelPairs.Fold(ref columns[0], stride);

        columns.ShouldBe([.. sums, .. sums, .. behind]);
    }

    /// <summary>16 columns, each row in the chain of its number mod 4.</summary>
    private static float[] Chains(int rows, Func<float, int, int, float> append)
    {
        float[] result = new float[16];
        for (int column = 0; column < 16; column++)
        {
            float[] chains = new float[4];
            for (int row = 0; row < rows; row++)
                chains[row % 4] = append(chains[row % 4], row, column);
            result[column] = chains[0] + chains[1] + (chains[2] + chains[3]);
        }

        return result;
    }

    private static float[] Lanes<V>(Func<int, V> sum)
        where V : struct, ISimd<V> => [.. Enumerable.Range(0, 16 / V.Count).SelectMany(vector => Stored(sum(vector * V.Count)))];

    private static float[] Stored<V>(V vector)
        where V : struct, ISimd<V>
    {
        float[] lanes = new float[V.Count];
        V.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static float[] Numbers(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (rows * Stride) + 16).Select(_ => (random.NextSingle() * 4) - 2)];
    }
}
