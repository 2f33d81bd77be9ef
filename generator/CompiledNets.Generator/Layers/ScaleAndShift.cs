using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>What training scales and shifts normalised values by: y = x̂·weight + bias, with a weight and a bias for each channel.</summary>
internal readonly record struct ScaleAndShift(TensorPlan Weight, TensorPlan Bias)
{
    /// <summary>The tensors of a layer, or null after reporting that the net has no room for them.</summary>
    public static ScaleAndShift? Allocate(LayerContext context, LayerDeclaration layer, int channels, PenaltyDeclaration penalty)
    {
        Region weight = context.Parameters.Allocate(channels), bias = context.Parameters.Allocate(channels);
        if (context.Parameters.Fits)
        {
            return new ScaleAndShift(
                Tensor(layer.Name + ".weight", channels, weight) with { Constant = 1, Penalty = penalty }, Tensor(layer.Name + ".bias", channels, bias) with { Constant = 0 });
        }

        context.Faults.Report(
            DiagnosticDescriptors.TooLarge, layer.SizeSite, context.Net, layer.Name, context.Input, context.Input,
            Emitting.Literal.Grouped(context.Parameters.Length), "parameters", Emitting.Literal.Grouped(MemoryMap.MaxLength));
        return null;
    }

    /// <summary>A tensor with a value for each channel.</summary>
    public static TensorPlan Tensor(string name, int channels, Region region) =>
        new(name, EquatableArray.Of(channels), region, IsMatrix: false, Initializer.Zeros, IsBias: false, FanIn: 1, FanOut: 1);
}
