using CompiledNets.Memory;

namespace CompiledNets.Tests.Memory;

public sealed class ImageBorderTests
{
    public static TheoryData<int, int, int, int, int> Sizes => new() { { 1, 3, 5, 1, 2 }, { 2, 1, 4, 2, 0 }, { 3, 2, 1, 0, 3 }, { 2, 2, 2, 0, 0 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Images_stand_in_the_middle_of_zeros(int images, int height, int length, int vertical, int horizontal)
    {
        float[] source = [.. Enumerable.Range(1, images * height * length).Select(i => (float)i)];
        int framedHeight = height + 2 * vertical, framedLength = length + 2 * horizontal;
        float[] framed = [.. Enumerable.Repeat(float.NaN, images * framedHeight * framedLength + 1)];

        ImageBorder.Add(ref source[0], ref framed[0], images, height, length, vertical, horizontal);

        for (int i = 0; i < framed.Length - 1; i++)
        {
            int line = i / framedLength % framedHeight - vertical, column = i % framedLength - horizontal;
            bool isInside = line >= 0 && line < height && column >= 0 && column < length;
            framed[i].ShouldBe(isInside ? source[(i / framedLength / framedHeight * height + line) * length + column] : 0, $"{i}");
        }

        framed[^1].ShouldBe(float.NaN, "behind the last image");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_was_put_in_comes_out(int images, int height, int length, int vertical, int horizontal)
    {
        float[] source = [.. Enumerable.Range(1, images * height * length).Select(i => (float)i)], result = new float[source.Length];
        float[] framed = new float[images * (height + 2 * vertical) * (length + 2 * horizontal)];
        ImageBorder.Add(ref source[0], ref framed[0], images, height, length, vertical, horizontal);

        ImageBorder.Remove(ref framed[0], ref result[0], images, height, length, vertical, horizontal);

        result.ShouldBe(source);
    }
}
