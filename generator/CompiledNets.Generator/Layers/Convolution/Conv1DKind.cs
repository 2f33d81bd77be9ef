using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>Convolutions over signals: <c>[Conv1D(filters, kernel, activation)]</c>. To the kernels a signal is an image of one line.</summary>
internal sealed class Conv1DKind() : LayerKind("Conv1DAttribute", "conv")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) =>
        ConvolutionDeclaration.Read(reader, header, isImage: false, kernelHeight: null, "kernel");
}
