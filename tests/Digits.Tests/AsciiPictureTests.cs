using ReadingDigits.Reporting;

namespace Digits.Tests;

public sealed class AsciiPictureTests
{
    [Fact]
    public void A_character_stands_for_the_mean_of_two_pixels_one_above_the_other()
    {
        float[] pixels =
        [
            0, 1, 1,
            0, 1, 0,
            1, 0, 0,
            1, 0, 0.25f,
        ];

        AsciiPicture.Lines(pixels, width: 3).ShouldBe([" @+", "@ ."]);
    }
}
