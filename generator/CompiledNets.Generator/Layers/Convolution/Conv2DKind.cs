using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>Convolutions over images: <c>[Conv2D(filters, kernel, activation)]</c>, <c>[Conv2D(filters, kernelHeight, kernelWidth, activation)]</c>.</summary>
internal sealed class Conv2DKind() : LayerKind("Conv2DAttribute", "conv")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => reader.IsSet("kernel")
        ? ConvolutionDeclaration.Read(reader, header, isImage: true, "kernel", "kernel")
        : ConvolutionDeclaration.Read(reader, header, isImage: true, "kernelHeight", "kernelWidth");
}
