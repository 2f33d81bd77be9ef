using CompiledNets.Memory;

namespace CompiledNets.Tests.Memory;

public sealed class BlockTransposeTests
{
    private const float Untouched = -1f;

    public static TheoryData<int, int> Sizes => new(
        from rows in (int[])[1, 3, 7, 8, 9, 16, 23, 64, 65, 136]
        from columns in (int[])[1, 2, 8, 10, 16, 31]
        select (rows, columns));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_value_moves_to_its_place_and_nothing_else_is_written(int rows, int columns)
    {
        int sourceStride = columns + 5, destinationStride = rows + 3;
        float[] source = [.. Enumerable.Range(0, rows * sourceStride).Select(i => (float)i)];
        float[] destination = new float[columns * destinationStride];
        Array.Fill(destination, Untouched);

        BlockTranspose.Copy(ref source[0], sourceStride, ref destination[0], destinationStride, rows, columns);

        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < destinationStride; row++)
                destination[(column * destinationStride) + row].ShouldBe(row < rows ? source[(row * sourceStride) + column] : Untouched);
        }
    }
}
