using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>A convolution of a declared net.</summary>
internal sealed record ReferenceConvolution(
    int Filters, int KernelHeight, int KernelWidth, int Stride = 1, int Padding = 0, Activation Activation = Activation.Linear, double L1 = 0, double L2 = 0)
{
    /// <summary>y from x in double, straight from the definition.</summary>
    public Image Apply(Image x, double[] weight, double[] bias, bool isSignal)
    {
        int verticalPadding = isSignal ? 0 : Padding, verticalStride = isSignal ? 1 : Stride;
        int outHeight = ((x.Height + (2 * verticalPadding) - KernelHeight) / verticalStride) + 1, outWidth = ((x.Width + (2 * Padding) - KernelWidth) / Stride) + 1;
        double[] y = new double[Filters * outHeight * outWidth];
        for (int o = 0; o < Filters; o++)
        {
            for (int i = 0; i < outHeight; i++)
            {
                for (int j = 0; j < outWidth; j++)
                {
                    double sum = bias[o];
                    for (int c = 0; c < x.Channels; c++)
                    {
                        for (int u = 0; u < KernelHeight; u++)
                        {
                            for (int v = 0; v < KernelWidth; v++)
                                sum += weight[(((((o * x.Channels) + c) * KernelHeight) + u) * KernelWidth) + v] * x.At(c, (i * verticalStride) + u - verticalPadding, (j * Stride) + v - Padding);
                        }
                    }

                    y[(((o * outHeight) + i) * outWidth) + j] = sum;
                }
            }
        }

        return new Image(Filters, outHeight, outWidth, ActivationFormula.Apply(Activation, y));
    }

    public double Penalty(double[] weight) => (L1 * weight.Sum(Math.Abs)) + (L2 * weight.Sum(value => value * value));

    /// <summary>The layer as source.</summary>
    public string Source(bool isSignal)
    {
        string kernel = isSignal || KernelHeight == KernelWidth ? $"{KernelWidth}" : $"{KernelHeight}, {KernelWidth}";
        return FormattableString.Invariant(
            $"[{(isSignal ? "Conv1D" : "Conv2D")}({Filters}, {kernel}, Activation.{Activation}, Stride = {Stride}, Padding = {Padding}, L1 = {L1}, L2 = {L2})]");
    }
}

/// <summary>An image of one row of a batch, <c>[channels, height, width]</c>; zero outside.</summary>
internal sealed record Image(int Channels, int Height, int Width, double[] Values)
{
    public double At(int channel, int line, int pixel) =>
        line < 0 || line >= Height || pixel < 0 || pixel >= Width ? 0 : Values[(((channel * Height) + line) * Width) + pixel];
}
