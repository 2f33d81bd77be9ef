using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Activate;

/// <summary>A planned activation layer.</summary>
/// <param name="Function">f.</param>
internal sealed record ActivatePlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    ActivationFunction Function)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public override long MultiplyAdds => 0;

    public override string Kernels => "one pass over the values";

    public override bool KeepsOutput => !Function.IsLinear && Function.DerivativeOf == DerivativeOf.Output;

    public override bool TakesStepsApart => !Function.IsRowWise;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        bool isTrained = training is not null;
        if (isTrained)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        ActivationEmitter.Emit(writer, Function, OutputLayout.Length, isTrained, alwaysApart: true);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Activate<V>({source}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) => writer.Line($"{Path}.Activate<V>({source}, {RowsOf("Output")}, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
        {
            string kept = Function.DerivativeOf == DerivativeOf.Output ? RowsOf("Output") : source;
            writer.Line($"{Path}.ActivationGradient<V>({kept}, {RowsOf("Delta")}, {sourceDelta}, count);");
        }
    }
}
