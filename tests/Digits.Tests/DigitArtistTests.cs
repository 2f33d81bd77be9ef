using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CompiledNets;
using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class DigitArtistTests
{
    private const int Seed = 7;

    [Fact]
    public void A_seed_draws_the_same_bits_on_every_machine()
    {
        Dataset digits = DrawnDigits.Draw(Seed, first: 0, count: 200);

        byte[] bytes = [.. MemoryMarshal.AsBytes(digits.Inputs), .. MemoryMarshal.AsBytes(digits.Labels)];

        Convert.ToHexString(SHA256.HashData(bytes)).ShouldBe("0E3B731E3BABDF490B20A12965EA70A0EDD12E2B0CDD5FB570BAE89B13CE7733");
    }

    [Fact]
    public void A_digit_does_not_depend_on_those_drawn_before_it()
    {
        Dataset all = DrawnDigits.Draw(Seed, first: 0, count: 40);
        Dataset last = DrawnDigits.Draw(Seed, first: 30, count: 10);

        last.Inputs.SequenceEqual(all.Slice(30, 10).Inputs).ShouldBeTrue();
        last.Labels.SequenceEqual(all.Slice(30, 10).Labels).ShouldBeTrue();
    }

    [Fact]
    public void Another_seed_draws_other_digits()
    {
        Dataset one = DrawnDigits.Draw(Seed, first: 0, count: 10);
        Dataset other = DrawnDigits.Draw(Seed + 1, first: 0, count: 10);

        for (int row = 0; row < 10; row++)
            one.InputsOf(row).SequenceEqual(other.InputsOf(row)).ShouldBeFalse();
    }

    [Fact]
    public void Every_pixel_is_between_paper_and_ink()
    {
        Dataset digits = DrawnDigits.Draw(Seed, first: 0, count: 200);

        foreach (float pixel in digits.Inputs)
            pixel.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Every_digit_is_drawn_about_equally_often()
    {
        const int Drawn = 5_000;
        int[] labels = DrawnDigits.Draw(Seed, first: 0, Drawn).Labels.ToArray();

        // Five deviations of a binomial count with mean 500.
        for (int digit = 0; digit < DigitArtist.Classes; digit++)
            labels.Count(label => label == digit).ShouldBeInRange(394, 606);
    }

    [Fact]
    public void Without_distortion_a_way_of_writing_a_digit_is_always_the_same_picture()
    {
        var plain = new DrawingStyle
        {
            SmallestScale = 1,
            LargestScale = 1,
            Rotation = 0,
            Shear = 0,
            Shift = 0,
            Unsteadiness = 0,
            Elasticity = 0,
            FinestPen = 1,
            BroadestPen = 1,
            Blur = 0,
            PalestInk = 1,
            Noise = 0,
        };
        var artist = new DigitArtist(Seed, plain);

        HashSet<string> pictures = [];
        var pixels = new float[Paper.Pixels];
        for (int index = 0; index < 500; index++)
        {
            artist.Draw(index, pixels);
            pictures.Add(Convert.ToHexString(MemoryMarshal.AsBytes(pixels.AsSpan())));
        }

        pictures.Count.ShouldBe(Enumerable.Range(0, DigitArtist.Classes).Sum(digit => Handwriting.WaysToWrite(digit).Count));
    }
}
