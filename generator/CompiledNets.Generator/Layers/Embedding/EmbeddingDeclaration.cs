using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>y[t] = W[x[t]], <c>[batch, time]</c> of indices → <c>[batch, time, width]</c>.</summary>
internal sealed record EmbeddingDeclaration(
    string Name, Site Site, int Vocabulary, int Width, Initializer Initializer, int? Inputs, PenaltyDeclaration Penalty)
    : LayerDeclaration(Name, Site)
{
    public override string SizeArgument => "vocabulary";

    public override bool TakesIndices => true;

    public override LayerPlan? Plan(LayerContext context)
    {
        if (!Accepts(context))
            return null;
        int time = context.Input.Sizes[0];
        long padded = Panels.PaddedLong(Width);
        if (time * padded > NetPlanner.LongestRow)
        {
            context.Faults.Report(
                DiagnosticDescriptors.RowTooLarge, Site.At("width"), context.Net, $"Layer '{Name}', whose rows are padded to whole vectors,",
                new Shape(time, (int)Math.Min(int.MaxValue, padded)), Emitting.Literal.Grouped(NetPlanner.LongestRow));
            return null;
        }

        int stride = (int)padded;
        RowLayout output = RowLayout.Sequence(new Shape(time, Width));
        Region table = context.Parameters.Allocate((long)Vocabulary * stride);
        if (!context.Parameters.Fits)
        {
            context.Faults.Report(
                DiagnosticDescriptors.TooLarge, SizeSite, context.Net, Name, context.Input, output.Shape,
                Emitting.Literal.Grouped(context.Parameters.Length), "parameters (rows padded to 16)", Emitting.Literal.Grouped(MemoryMap.MaxLength));
            return null;
        }

        // PyTorch's default is N(0, 1); other initializers take the fans that it gives a [vocabulary, width] tensor.
        bool isDefault = Initializer == Initializer.Default;
        var tensor = new TensorPlan(
            Name + ".weight", EquatableArray.Of(Vocabulary, Width), table, IsMatrix: false, isDefault ? Initializer.LeCunNormal : Initializer, IsBias: false,
            FanIn: isDefault ? 1 : Width, FanOut: Vocabulary, Penalty)
        {
            RowStride = stride,
        };
        return new EmbeddingPlan(
            Name,
            "Embedding",
            context.Layout,
            context.InputStride,
            output,
            Output: context.AllocateRows(output.RowStride),
            Delta: context.AllocateRows(output.RowStride),
            EquatableArray.Of(tensor),
            context.IsTrained && Penalty.IsEmpty ? UsedRowsPlan.Plan(context, Vocabulary, time) : null);
    }

    private bool Accepts(LayerContext context)
    {
        if (context.Earlier.Count > 0)
        {
            context.Faults.Report(DiagnosticDescriptors.EmbeddingNotFirst, Site, context.Net, Name, context.Giver, context.Input);
            return false;
        }

        if (context.Input.Rank != 1)
        {
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, "a row of indices, [time]", context.Giver, context.Input,
                $"declare the indices in one row, [CompiledNet({string.Join(" * ", context.Input.Sizes)})]");
            return false;
        }

        int time = context.Input.Sizes[0];
        if (Inputs is { } expected && expected != time)
            context.Faults.Report(DiagnosticDescriptors.InputsMismatch, Site.At("Inputs"), context.Net, Name, expected, context.Giver, context.Input, time);
        return true;
    }
}
