using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers.Border;
using CompiledNets.Generator.Layers.Reorder;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// y = f(x ∗ W + b): <c>[batch, channels, height, width]</c> → <c>[batch, filters, outHeight, outWidth]</c>, or <c>[batch, channels, length]</c> →
/// <c>[batch, filters, outLength]</c>.
/// </summary>
/// <param name="IsImage">Whether images come in, else signals.</param>
/// <param name="KernelHeight">The kernel's height; 1 for signals.</param>
/// <param name="KernelWidth">Its width; its length for signals.</param>
/// <param name="KernelHeightArgument">The argument that sets the height; null for signals.</param>
/// <param name="KernelWidthArgument">The argument that sets the width.</param>
internal sealed record ConvolutionDeclaration(
    string Name, Site Site, bool IsImage, int Filters, int KernelHeight, int KernelWidth, string? KernelHeightArgument, string KernelWidthArgument, int Stride,
    int Padding, ActivationKind Activation, Initializer Initializer, int? Inputs, PenaltyDeclaration Penalty)
    : LayerDeclaration(Name, Site), IActivated
{
    public static ConvolutionDeclaration Read(AttributeReader reader, LayerHeader header, bool isImage, string? kernelHeight, string kernelWidth)
    {
        string subject = $"Layer '{header.Name}'";
        int width = reader.GetSize(kernelWidth, 1, subject);
        ActivationKind activation = reader.GetEnum("activation", ActivationKind.Linear, subject);
        if (activation == ActivationKind.Softmax)
            reader.Faults.Report(DiagnosticDescriptors.SoftmaxOfImage, header.Site.At("activation"), reader.Net, header.Name, isImage ? "images" : "signals");
        return new ConvolutionDeclaration(
            header.Name,
            header.Site,
            isImage,
            reader.GetSize("filters", 1, subject),
            kernelHeight is null ? 1 : kernelHeight == kernelWidth ? width : reader.GetSize(kernelHeight, 1, subject),
            width,
            kernelHeight,
            kernelWidth,
            reader.GetSize("Stride", 1, subject),
            reader.GetSize("Padding", 0, subject, least: 0),
            activation,
            reader.GetEnum("Initializer", Initializer.Default, subject),
            reader.IsSet("Inputs") ? reader.GetSize("Inputs", 1, subject) : null,
            PenaltyDeclaration.Read(reader, subject));
    }

    public string ActivationArgument => "activation";

    public override string SizeArgument => "filters";

    private int Rank => IsImage ? 3 : 2;

    private int VerticalPadding => IsImage ? Padding : 0;

    public LayerDeclaration WithoutActivation() => this with { Activation = ActivationKind.Linear };

    public override RowAxes TakenAxes => IsImage ? RowAxes.Unsaid : RowAxes.Signal;

    /// <summary>Images as they lie inside a net, or the net's input as it is: only these two have channels at a fixed distance.</summary>
    public override RowLayout Wanted(RowLayout layout) => layout.IsPlain || layout.ChannelAxis == 0 ? layout : RowLayout.Plain(layout.Shape);

    /// <summary>Channels together where the gradient by them is wanted, which is written in vectors of channels; then zeros around.</summary>
    public override LayerPlan? PlanBefore(LayerContext context)
    {
        if (context.Input.Rank != Rank)
            return null;
        if (context.Layout.ChannelAxis != 0 && context.IsTrained && !context.IsFirst)
            return ReorderPlan.Plan(context, Name + "ByChannels", "Reorder", RowLayout.Image(context.Input));
        return Padding > 0 && !IsPadded(context) ? BorderPlan.Plan(context, Name, VerticalPadding, Padding) : null;
    }

    private bool IsPadded(LayerContext context) =>
        context.Earlier.Count > 0 && context.Earlier[context.Earlier.Count - 1] is BorderPlan border && border.Reader == Name;

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Input.Rank != Rank)
        {
            ReportRank(context);
            return null;
        }

        int[] sizes = [.. context.Input.Sizes];
        int channels = sizes[0], height = IsImage ? sizes[1] : 1, width = sizes[sizes.Length - 1];
        if (!Fits(context, channels, height, width))
            return null;
        bool isByChannels = context.Layout.ChannelAxis == 0;
        var shape = new ConvolutionShape(
            channels, height, width, Filters, KernelHeight, KernelWidth, IsImage ? Stride : 1, Stride,
            ChannelStride: isByChannels ? 1 : height * width, PixelStride: isByChannels ? context.Layout.PositionStride : 1, context.InputStride);
        var outputShape = new Shape(IsImage ? [Filters, shape.OutHeight, shape.OutWidth] : [Filters, shape.OutWidth]);
        Region weight = context.Parameters.Allocate(shape.Taps * Panels.PaddedLong(Filters)), bias = context.Parameters.Allocate(Filters);
        if (!context.Parameters.Fits)
        {
            context.Faults.Report(
                DiagnosticDescriptors.TooLarge, SizeSite, context.Net, Name, context.Input, outputShape,
                Emitting.Literal.Grouped(context.Parameters.Length), "parameters", Emitting.Literal.Grouped(MemoryMap.MaxLength));
            return null;
        }

        return Plan(context, shape, outputShape, weight, bias);
    }

    private ConvolutionPlan Plan(LayerContext context, ConvolutionShape shape, Shape outputShape, Region weight, Region bias)
    {
        ActivationFunction function = ActivationFunctions.Get(Activation), fused = function.IsFusable ? function : ActivationFunctions.Get(ActivationKind.Linear);
        RowLayout layout = RowLayout.Image(outputShape);
        bool keepsInput = !function.IsFusable && function.DerivativeOf == DerivativeOf.Input;
        bool propagates = context.IsTrained && !context.IsFirst;
        EquatableArray<int> weightShape = IsImage
            ? EquatableArray.Of(Filters, shape.Channels, KernelHeight, KernelWidth)
            : EquatableArray.Of(Filters, shape.Channels, KernelWidth);
        int fanOut = (int)Math.Min(int.MaxValue, (long)Filters * KernelHeight * KernelWidth);
        TensorPlan[] tensors =
        [
            new(Name + ".weight", weightShape, weight, IsMatrix: true, Initializer, IsBias: false, shape.Taps, fanOut, Penalty),
            new(Name + ".bias", EquatableArray.Of(Filters), bias, IsMatrix: false, Initializer, IsBias: true, shape.Taps, fanOut),
        ];
        return new ConvolutionPlan(
            Name,
            (IsImage ? "Conv2D" : "Conv1D") + (Stride > 1 ? $" by {Stride}" : "") + (function.IsLinear ? "" : ", " + Activation),
            context.Layout,
            context.InputStride,
            layout,
            Output: context.AllocateRows(layout.RowStride),
            Delta: context.AllocateRows(layout.RowStride),
            PreActivation: keepsInput ? context.AllocateRows(layout.RowStride) : null,
            Transposed: propagates ? context.Workspace.Allocate((long)KernelHeight * KernelWidth * Filters * Panels.PaddedLong(shape.Channels)) : null,
            tensors.ToEquatableArray(),
            function,
            ConvolutionProduct.Plan(shape, fused, context.Unroll),
            propagates ? ConvolutionInputGradient.Plan(shape, context.Unroll) : null,
            new ConvolutionWeightGradient(shape));
    }

    private void ReportRank(LayerContext context)
    {
        string wayOut = (IsImage, context.Input.Rank) switch
        {
            (true, 2) => $"for a signal use [Conv1D], or make it an image of one line, [Reshape({context.Input.Sizes[0]}, 1, {context.Input.Sizes[1]})]",
            (false, 3) => "for images use [Conv2D]",
            (true, _) => $"put [Reshape(channels, height, width)] above it{OrDeclare(context, "channels, height, width")}",
            _ => $"put [Reshape(channels, length)] above it{OrDeclare(context, "channels, length")}",
        };
        context.Faults.Report(
            DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, IsImage ? "images, [channels, height, width]" : "signals, [channels, length]", context.Giver,
            context.Input, wayOut);
    }

    /// <summary>The other way out, where the net's own input comes in.</summary>
    private static string OrDeclare(LayerContext context, string sizes) => context.Earlier.Count == 0 ? $", or declare the input so, [CompiledNet({sizes})]" : "";

    /// <summary>Whether the channels are those that are expected and the kernel fits into the image; reports where not.</summary>
    private bool Fits(LayerContext context, int channels, int height, int width)
    {
        if (Inputs is { } expected && expected != channels)
        {
            Report("Inputs", $"{expected} channels (Inputs = {expected})", $"write Inputs = {channels}, or make it {expected} channels");
            return false;
        }

        bool isTooHigh = KernelHeight > height, isTooWide = KernelWidth > width;
        if (!isTooHigh && !isTooWide)
            return true;
        int missing = Math.Max(KernelHeight - height, KernelWidth - width), padding = Padding + ((missing + 1) / 2);
        string padded = Padding == 0 ? "" : $"with Padding = {Padding} that is {context.Input}, still too small: ";
        Report(
            isTooHigh && KernelHeightArgument is { } argument ? argument : KernelWidthArgument,
            IsImage ? $"images of at least {KernelHeight} × {KernelWidth} pixels, its kernel" : $"signals of at least {KernelWidth} samples, its kernel",
            $"{padded}make the kernel smaller, or write Padding = {padding}");
        return false;

        void Report(string argument, string takes, string wayOut) => context.Faults.Report(
            DiagnosticDescriptors.UnsupportedShape, Site.At(argument), context.Net, Name, takes, context.Giver, Unpadded(context), wayOut);
    }

    /// <summary>The shape that came in before zeros were put around.</summary>
    private Shape Unpadded(LayerContext context) => IsPadded(context) ? context.Earlier[context.Earlier.Count - 1].Input : context.Input;
}
