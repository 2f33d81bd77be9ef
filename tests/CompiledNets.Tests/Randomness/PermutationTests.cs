using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class PermutationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_shuffle_keeps_every_value_once(int length)
    {
        int[] order = Shuffled(length, seed: 7, stream: 3);

        order.Order().ShouldBe(Enumerable.Range(0, length));
    }

    [Fact]
    public void The_same_seed_and_stream_give_the_same_order_always()
    {
        // Written down once: a changed order would change every trained net.
        Shuffled(10, seed: 1, stream: 0).ShouldBe(KnownOrder);
        Shuffled(10, seed: 1, stream: 0).ShouldBe(KnownOrder);
    }

    [Fact]
    public void Another_seed_and_another_stream_give_other_orders()
    {
        int[] order = Shuffled(100, seed: 1, stream: 0);

        Shuffled(100, seed: 2, stream: 0).ShouldNotBe(order);
        Shuffled(100, seed: 1, stream: 1).ShouldNotBe(order);
        Shuffled(100, seed: 1UL << 32 | 1, stream: 0).ShouldNotBe(order);
    }

    [Fact]
    public void Every_order_of_four_values_is_equally_likely()
    {
        const int draws = 24_000;
        var counts = new Dictionary<string, int>();
        for (int stream = 0; stream < draws; stream++)
        {
            string order = string.Concat(Shuffled(4, seed: 5, (ulong)stream));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Pearson's chi-squared with 23 degrees of freedom is above 49.7 once in a thousand.
        double expected = draws / 24.0;
        counts.Count.ShouldBe(24);
        counts.Values.Sum(count => (count - expected) * (count - expected) / expected).ShouldBeLessThan(49.7);
    }

    [Fact]
    public void A_draw_below_a_bound_that_does_not_divide_the_words_is_unbiased()
    {
        // 2³² words on 3·2³⁰ results: without rejection the multiples of 3 would come half of the time instead of a third.
        const int draws = 10_000;
        int multiples = 0;
        for (uint i = 0; i < draws; i++)
        {
            uint draw = Permutation.Bounded(3u << 30, seed: 1, stream: 0, index: i);
            draw.ShouldBeLessThan(3u << 30);
            multiples += draw % 3 == 0 ? 1 : 0;
        }

        (multiples / (double)draws).ShouldBe(1 / 3.0, 0.02);
    }

    private static readonly int[] KnownOrder = [8, 6, 0, 4, 7, 1, 3, 5, 2, 9];

    private static int[] Shuffled(int length, ulong seed, ulong stream)
    {
        int[] values = [.. Enumerable.Range(0, length)];
        Permutation.Shuffle(values, seed, stream);
        return values;
    }
}
