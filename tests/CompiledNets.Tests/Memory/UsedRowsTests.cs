using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNets.Memory;

namespace CompiledNets.Tests.Memory;

public sealed class UsedRowsTests
{
    private const int Vocabulary = 1000, Stride = 16, Most = 50;

    private readonly AlignedBuffer list = new(UsedRows.FirstRow + Most), marks = new((Vocabulary + 31) / 32), gradients = new(Vocabulary * Stride);

    [Fact]
    public void Rows_are_listed_once_in_the_order_of_their_first_use()
    {
        Collect(7, 31, 7, 32, 0, 999, 31, 0).ShouldBe([7, 31, 32, 0, 999]);
    }

    [Fact]
    public void Nothing_is_listed_at_first_and_without_indices()
    {
        UsedRows.Of(ref list.Start).Length.ShouldBe(0);
        Collect().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_used_before_is_forgotten_and_its_gradients_are_cleared()
    {
        Collect(3, 35, 500);
        gradients.Span.Fill(1);

        UsedRows.Clear(ref list.Start, ref marks.Start, ref gradients.Start, Stride);

        UsedRows.Of(ref list.Start).Length.ShouldBe(0);
        MemoryMarshal.Cast<float, int>(marks.Span).ToArray().ShouldAllBe(word => word == 0);
        Enumerable.Range(0, Vocabulary).Where(row => !gradients.Span.Slice(row * Stride, Stride).ContainsAnyExcept(0f)).ShouldBe([3, 35, 500]);
        gradients.Span.ToArray().Count(value => value == 0).ShouldBe(3 * Stride);
        Collect(35, 4).ShouldBe([35, 4]);
    }

    private int[] Collect(params int[] indices)
    {
        UsedRows.Collect(ref Unsafe.As<int, float>(ref MemoryMarshal.GetArrayDataReference(indices)), indices.Length, ref list.Start, ref marks.Start);
        return UsedRows.Of(ref list.Start).ToArray();
    }
}
