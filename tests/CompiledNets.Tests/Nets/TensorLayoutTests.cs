using CompiledNets.Nets;

namespace CompiledNets.Tests.Nets;

public sealed class TensorLayoutTests
{
    [Fact]
    public void Reading_turns_stored_columns_into_rows()
    {
        // [in = 3, stride 4] with out = 2 → [out = 2, in = 3].
        float[] storage = [1, 4, -1, -1, 2, 5, -1, -1, 3, 6, -1, -1];
        float[] matrix = new float[6];

        TensorLayout.ReadTransposed(storage, 4, matrix, 2, 3);

        matrix.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Writing_leaves_the_padding_as_it_was()
    {
        float[] storage = [.. Enumerable.Repeat(-1f, 12)];

        TensorLayout.WriteTransposed([1, 2, 3, 4, 5, 6], storage, 4, 2, 3);

        storage.ShouldBe([1, 4, -1, -1, 2, 5, -1, -1, 3, 6, -1, -1]);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 70, 16)]
    [InlineData(70, 1, 80)]
    [InlineData(31, 33, 32)]
    [InlineData(32, 64, 32)]
    [InlineData(65, 97, 80)]
    public void Every_value_moves_to_its_place_whatever_the_blocks(int rows, int columns, int stride)
    {
        float[] matrix = [.. Enumerable.Range(1, rows * columns).Select(i => (float)i)];
        float[] storage = new float[columns * stride];

        TensorLayout.WriteTransposed(matrix, storage, stride, rows, columns);

        for (int column = 0; column < columns; column++)
            for (int row = 0; row < stride; row++)
                storage[column * stride + row].ShouldBe(row < rows ? matrix[row * columns + column] : 0);
        float[] back = new float[matrix.Length];
        TensorLayout.ReadTransposed(storage, stride, back, rows, columns);
        back.ShouldBe(matrix);
    }

    [Fact]
    public void The_padding_after_the_last_row_may_be_missing()
    {
        float[] matrix = new float[2];

        TensorLayout.ReadTransposed([1, 0, 0, 2], 3, matrix, 1, 2);

        matrix.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(2, 3, 1, 6, 12, "stride", "1 floats")]
    [InlineData(2, 3, 4, 5, 12, "destination", "has 6 values, but the span has 5")]
    [InlineData(2, 3, 4, 6, 9, "storage", "needs 10 stored floats, but the storage has 9")]
    [InlineData(0, 3, 4, 0, 12, "rows", "[0, 3]")]
    [InlineData(65536, 65536, 65536, 0, 12, "destination", "4294967296 values")]
    public void Sizes_that_do_not_fit_are_named(
        int rows, int columns, int stride, int matrixLength, int storageLength, string parameter, string message)
    {
        var exception = Should.Throw<ArgumentException>(
            () => TensorLayout.ReadTransposed(new float[storageLength], stride, new float[matrixLength], rows, columns));

        exception.ParamName.ShouldBe(parameter);
        exception.Message.ShouldContain(message);
    }
}
