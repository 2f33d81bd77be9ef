using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>A recurrent layer, <c>[batch, time, features]</c> → <c>[batch, units]</c>, or <c>[batch, time, units]</c>.</summary>
internal sealed record RecurrentDeclaration(
    string Name, Site Site, RecurrentCell Cell, int Units, bool ReturnsSequences, Initializer Initializer, int? Inputs, PenaltyDeclaration Penalty)
    : LayerDeclaration(Name, Site)
{
    public override string SizeArgument => "units";

    public override RowAxes TakenAxes => RowAxes.Sequence;

    public override RowLayout Wanted(RowLayout layout) => layout.IsPlain || layout.Shape.Rank != 2 ? layout : RowLayout.Sequence(layout.Shape);

    public override RowLayout WantedInside(RowLayout layout) => layout.Shape.Rank == 2 ? RowLayout.Sequence(layout.Shape) : Wanted(layout);

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Input.Rank != 2)
        {
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, "a sequence, [time, features]", context.Giver, context.Input, WayOut(context));
            return null;
        }

        int time = context.Input.Sizes[0], features = context.Input.Sizes[1];
        if (Inputs is { } expected && expected != features)
        {
            context.Faults.Report(
                DiagnosticDescriptors.InputsMismatch, Site.At("Inputs"), context.Net, Name, expected, context.Giver, context.Input, features);
        }

        long longest = Math.Max(time * Panels.PaddedLong(features), ReturnsSequences ? time * Panels.PaddedLong(Units) : 0);
        if (longest > NetPlanner.LongestRow)
        {
            context.Faults.Report(
                DiagnosticDescriptors.RowTooLarge, SizeSite, context.Net, $"Layer '{Name}', whose steps are padded to whole vectors,",
                new Shape(time, (int)Math.Min(int.MaxValue, longest / time)), Literal.Grouped(NetPlanner.LongestRow));
            return null;
        }

        long columns = Cell.Gates.Count * Panels.PaddedLong(Units);
        var weightIh = new GateTensor(this, "weight_ih", features, context.Parameters.Allocate(columns * features));
        var weightHh = new GateTensor(this, "weight_hh", Units, context.Parameters.Allocate(columns * Units));
        Region biasIh = context.Parameters.Allocate(columns), biasHh = context.Parameters.Allocate(columns);
        if (!context.Parameters.Fits)
        {
            context.Faults.Report(
                DiagnosticDescriptors.TooLarge, SizeSite, context.Net, Name, context.Input, new Shape(Units),
                Literal.Grouped(context.Parameters.Length), "parameters", Literal.Grouped(MemoryMap.MaxLength));
            return null;
        }

        TensorPlan[] tensors =
        [
            weightIh.Plan(Cell.FirstOrder),
            weightHh.Plan(null),
            new GateTensor(this, "bias_ih", null, biasIh).Plan(Cell.FirstOrder),
            new GateTensor(this, "bias_hh", null, biasHh).Plan(null),
        ];
        return RecurrentPlan.Of(this, context, time, features, tensors.ToEquatableArray());
    }

    /// <summary>How the layer's input can be made a sequence.</summary>
    private static string WayOut(LayerContext context)
    {
        if (context.Earlier.Count > 0 && context.Earlier[context.Earlier.Count - 1] is RecurrentPlan { ReturnsSequences: false } before)
            return $"write ReturnSequences = true on layer '{before.Name}', which then gives [{before.Time}, {before.Units}]";
        if (context.Input.Rank == 1)
            return $"insert [Reshape(time, features)] before it, with time × features = {context.Input.Length}, for example [Reshape({context.Input.Length}, 1)]";
        int time = context.Input.Sizes[0];
        return $"insert [Reshape(time, features)] before it, for example [Reshape({time}, {context.Input.Length / time})] for steps along the first axis";
    }

    /// <summary>A tensor with a group of rows for each gate.</summary>
    /// <param name="Layer">Its layer.</param>
    /// <param name="Kind">Its name in PyTorch.</param>
    /// <param name="Width">The columns of a weight; null for a bias.</param>
    /// <param name="Region">Where it is.</param>
    private readonly record struct GateTensor(RecurrentDeclaration Layer, string Kind, int? Width, Region Region)
    {
        /// <param name="order">Where each gate stands; null for the order of the gates.</param>
        public TensorPlan Plan(EquatableArray<int>? order)
        {
            int gates = Layer.Cell.Gates.Count, groupLength = Panels.Padded(Layer.Units) * (Width ?? 1);
            var (region, gateOrder) = (Region, order);
            int[] offsets = gates == 1 ? [] : [.. Enumerable.Range(0, gates).Select(gate => region.Offset + ((gateOrder is { } places ? places[gate] : gate) * groupLength))];
            bool isDefault = Layer.Initializer == Initializer.Default; // uniform in ±1/√units, all four tensors
            return new TensorPlan(
                $"{Layer.Name}.{Kind}",
                Width is { } width ? EquatableArray.Of(gates * Layer.Units, width) : EquatableArray.Of(gates * Layer.Units),
                Region,
                IsMatrix: Width is not null,
                Layer.Initializer,
                IsBias: Width is null,
                FanIn: isDefault ? Layer.Units : Width ?? Layer.Units,
                FanOut: gates * Layer.Units,
                Width is null ? default : Layer.Penalty,
                offsets.ToEquatableArray());
        }
    }
}
