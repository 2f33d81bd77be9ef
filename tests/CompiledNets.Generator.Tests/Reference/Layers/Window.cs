namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>A window that moves over the planes of an image, or along a sequence, which is an image of one row of pixels.</summary>
/// <param name="Height">Its height; 1 along a sequence.</param>
/// <param name="Width">Its width.</param>
/// <param name="StrideDown">How far it moves from one output row to the next.</param>
/// <param name="StrideAcross">How far it moves from one output to the next.</param>
/// <param name="PaddingDown">Zeros above and below the image.</param>
/// <param name="PaddingAcross">Zeros left and right of it.</param>
internal readonly record struct Window(int Height, int Width, int StrideDown, int StrideAcross, int PaddingDown, int PaddingAcross)
{
    /// <summary>The window of a layer over images (rank 3) or sequences (rank 2).</summary>
    /// <param name="isOfImage">Whether it moves in two directions.</param>
    /// <param name="kernel">Its size, or height and width.</param>
    /// <param name="stride">How far it moves; null for its own size.</param>
    /// <param name="padding">Zeros on each side.</param>
    public static Window Create(bool isOfImage, ReadOnlySpan<int> kernel, int? stride, int padding) => isOfImage
        ? new(kernel[0], kernel[^1], stride ?? kernel[0], stride ?? kernel[^1], padding, padding)
        : new(1, kernel[0], 1, stride ?? kernel[0], 0, padding);

    /// <summary>[channels, height, width] of a row's shape.</summary>
    public static (int Channels, int Height, int Width) Planes(int[] shape) => shape.Length == 3 ? (shape[0], shape[1], shape[2]) : (shape[0], 1, shape[1]);

    /// <summary>The shape that comes out, with so many channels.</summary>
    public int[] OutputShape(int[] input, int channels)
    {
        (_, int height, int width) = Planes(input);
        int down = ((height + (2 * PaddingDown) - Height) / StrideDown) + 1, across = ((width + (2 * PaddingAcross) - Width) / StrideAcross) + 1;
        return input.Length == 3 ? [channels, down, across] : [channels, across];
    }

    /// <summary>Whether it fits into the padded input at all.</summary>
    public bool FitsInto(int[] input)
    {
        (_, int height, int width) = Planes(input);
        return height + (2 * PaddingDown) >= Height && width + (2 * PaddingAcross) >= Width;
    }

    /// <summary>For each output of a plane, line by line, the places in the input's plane that the window sees; −1 for one beyond the edge, where a zero is.</summary>
    public int[][] Places(int[] input)
    {
        (_, int height, int width) = Planes(input);
        (_, int down, int across) = Planes(OutputShape(input, channels: 1));
        int[][] places = new int[down * across][];
        for (int output = 0; output < places.Length; output++)
        {
            int top = (output / across * StrideDown) - PaddingDown, left = (output % across * StrideAcross) - PaddingAcross;
            places[output] = new int[Height * Width];
            for (int k = 0; k < places[output].Length; k++)
            {
                int y = top + (k / Width), x = left + (k % Width);
                places[output][k] = y >= 0 && y < height && x >= 0 && x < width ? (y * width) + x : -1;
            }
        }

        return places;
    }
}
