using CompiledNets.Memory;
using CompiledNets.Nets;

namespace CompiledNets.Tests.Nets;

public sealed class TensorMapTests
{
    [Fact]
    public void Rows_that_lie_apart_are_read_and_written_as_one_piece_and_their_padding_stays_zero()
    {
        var map = new TensorMap("Net", new TensorPlace(new TensorInfo("table", 3, 5), 16, IsMatrix: false) { RowStride = 16 });
        var buffer = new AlignedBuffer(16 + (3 * 16));
        float[] values = [.. Enumerable.Range(1, 15).Select(i => (float)i)], read = new float[15];

        map.Write(buffer, "table", values);
        map.Read(buffer, "table", read);

        read.ShouldBe(values);
        buffer.Span.Slice(16 + 16, 6).ToArray().ShouldBe([6, 7, 8, 9, 10, 0]);
        buffer.Span[..16].ToArray().ShouldAllBe(value => value == 0);
        buffer.Span.ToArray().Count(value => value != 0).ShouldBe(15);
    }
}
