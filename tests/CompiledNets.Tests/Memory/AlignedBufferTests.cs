using System.Runtime.CompilerServices;
using CompiledNets.Memory;

namespace CompiledNets.Tests.Memory;

public sealed class AlignedBufferTests
{
    [Fact]
    public unsafe void The_first_float_lies_on_a_cache_line()
    {
        // Many lengths, kept alive together: consecutive arrays start at all the offsets that the heap has.
        AlignedBuffer[] buffers = [.. Enumerable.Range(0, 100).Select(length => new AlignedBuffer(length))];

        foreach (AlignedBuffer buffer in buffers)
            ((nuint)Unsafe.AsPointer(ref buffer.Start) % 64).ShouldBe((nuint)0, $"length {buffer.Length}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_000)]
    public void A_new_buffer_has_the_asked_length_and_is_all_zero(int length)
    {
        var buffer = new AlignedBuffer(length);

        buffer.Length.ShouldBe(length);
        buffer.Span.Length.ShouldBe(length);
        buffer.Span.ContainsAnyExcept(0f).ShouldBeFalse();
    }

    [Fact]
    public void The_span_begins_at_the_start_and_stays_there_through_a_compacting_collection()
    {
        var buffer = new AlignedBuffer(3);
        ref float start = ref buffer.Start;
        buffer.Span[0] = 5;

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        start.ShouldBe(5);
        Unsafe.AreSame(ref start, ref buffer.Span[0]).ShouldBeTrue();
        (Unsafe.ByteOffset(ref start, ref buffer.Span[2]) == 8).ShouldBeTrue();
    }

    [Fact]
    public void Clear_sets_every_float_to_zero()
    {
        var buffer = new AlignedBuffer(33);
        buffer.Span.Fill(1);

        buffer.Clear();

        buffer.Span.ContainsAnyExcept(0f).ShouldBeFalse();
    }

    [Fact]
    public void A_copy_has_the_values_and_is_independent_of_its_source()
    {
        var source = new AlignedBuffer(3);
        new float[] { 1, 2, 3 }.CopyTo(source.Span);
        var copy = new AlignedBuffer(3);

        copy.CopyFrom(source);
        source.Clear();

        copy.Span.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Copying_from_another_length_says_both_lengths()
    {
        var exception = Should.Throw<ArgumentException>(() => new AlignedBuffer(3).CopyFrom(new AlignedBuffer(4)));

        exception.ParamName.ShouldBe("source");
        exception.Message.ShouldContain("4 floats");
        exception.Message.ShouldContain("one of 3");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_length_that_no_array_has_is_refused_with_the_bound(int length)
    {
        var exception = Should.Throw<ArgumentOutOfRangeException>(() => new AlignedBuffer(length));

        exception.ParamName.ShouldBe("length");
        exception.Message.ShouldContain($"{length} floats");
        exception.Message.ShouldContain($"0 to {AlignedBuffer.MaxLength}");
    }
}
