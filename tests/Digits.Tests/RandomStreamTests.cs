using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class RandomStreamTests
{
    private const int Draws = 100_000;

    [Fact]
    public void Bell_has_mean_0_and_deviation_1()
    {
        var random = new RandomStream(seed: 3, index: 0);
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            float value = random.Bell();
            sum += value;
            squares += value * value;
        }

        // Five standard errors.
        (sum / Draws).ShouldBe(0, 0.016);
        (squares / Draws).ShouldBe(1, 0.02);
    }

    [Fact]
    public void Uniform_draws_stay_within_their_bounds_and_fill_them()
    {
        var random = new RandomStream(seed: 3, index: 1);
        float least = float.MaxValue, most = float.MinValue;
        for (int i = 0; i < Draws; i++)
        {
            float value = random.Uniform(2, 5);
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        least.ShouldBeInRange(2, 2.01f);
        most.ShouldBeInRange(4.99f, 5);
    }

    [Fact]
    public void Every_choice_is_made()
    {
        var random = new RandomStream(seed: 3, index: 2);
        HashSet<int> choices = [];
        for (int i = 0; i < 200; i++)
            choices.Add(random.Choose(7));

        choices.ShouldBe(Enumerable.Range(0, 7), ignoreOrder: true);
    }
}
