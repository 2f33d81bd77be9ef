using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Layers.Reorder;
using CompiledNets.Generator.Losses;

namespace CompiledNets.Generator.Planning;

/// <summary>Turns a declaration into a plan: lays the layers one on the other, checks what does not fit, and lays out memory.</summary>
internal static class NetPlanner
{
    /// <summary>The most values of a row, padding between them included, 1 GB: Predict keeps two rows of activations and one of targets in one array.</summary>
    public const int LongestRow = 1 << 28;

    /// <summary>The plan, or null after reporting why there is none.</summary>
    public static NetPlan? Plan(NetDeclaration net, FaultSink faults)
    {
        if (net.Layers.Count == 0)
            return null;
        var parameters = new MemoryMap();
        var statistics = new MemoryMap();
        var workspace = new MemoryMap();
        bool isFused = FusesOutput(net);
        if (PlanLayers(net, isFused, parameters, statistics, workspace, faults) is not { } planned)
            return null;
        List<LayerPlan> layers = TrainedTogether(net, WithoutVainGradients(planned.Select(layer => layer.Plan).ToList()), workspace);
        CheckOutput(net, planned, faults);
        CheckLength(net, planned, layer => layer.ParameterCount, parameters.Length + statistics.Length, "parameters and running statistics", faults);
        if (net.IsTrainable)
        {
            if (parameters.Length == 0)
            {
                faults.Report(
                    DiagnosticDescriptors.NothingToTrain, net.Optimizer!.Site, net.Type.PlainName, net.Optimizer.WrittenName, net.InputShape, layers[layers.Count - 1].OutputShape);
            }

            CheckLength(
                net, planned, layer => layer.ParameterCount, parameters.Length * net.Optimizer!.States.Count, $"values that [{net.Optimizer.WrittenName}] keeps between steps", faults);
        }

        ActivationKind outputActivation = (net.Layers[net.Layers.Count - 1] as IActivated)?.Activation ?? ActivationKind.Linear;
        bool copiesInput = planned[0].Declaration is { NeedsPaddedInput: true } && net.InputShape.Length % Panels.Width != 0;
        PredictionPlan prediction = PredictionPlan.For(layers, copiesInput ? layers[0].InputStride : 0, activatesOutput: isFused);
        TrainingPlan? training = net.IsTrainable ? PlanTraining(net, layers, prediction, copiesInput, parameters.Length, workspace) : null;
        long rowFloats = prediction.RowFloats + (training is null ? 0 : layers[layers.Count - 1].OutputStride + training.Loss.RowLength);
        CheckLength(net, planned, layer => layer.OutputStride, rowFloats, "floats that a row takes in prediction", faults);
        if (!workspace.Fits)
        {
            faults.Report(
                DiagnosticDescriptors.BatchTooLarge, net.Site.At("BatchSize"), net.Type.PlainName, Emitting.Literal.Grouped(workspace.Length),
                net.BatchSize, Emitting.Literal.Grouped(MemoryMap.MaxLength));
        }

        if (faults.HasErrors)
            return null;
        return new NetPlan(
            net.Type, net.InputShape, net.BatchSize, net.Unroll, layers.ToEquatableArray(), copiesInput, (int)parameters.Length, (int)statistics.Length, outputActivation,
            isFused ? ActivationFunctions.Get(outputActivation) : null,
            training is null ? prediction : prediction.With(training.Loss), training,
            StreamingPlan.Plan(layers, name => FreeName(net, layers, name)));
    }

    /// <summary>Whether the last activation is fused with the loss: softmax with cross-entropy, sigmoid with binary cross-entropy.</summary>
    private static bool FusesOutput(NetDeclaration net) => (net.Layers[net.Layers.Count - 1], net.Loss?.Kind) switch
    {
        (IActivated { Activation: ActivationKind.Softmax }, LossKind.CrossEntropy) => true,
        (IActivated { Activation: ActivationKind.Sigmoid }, LossKind.BinaryCrossEntropy) => true,
        _ => false,
    };

    /// <summary>The layers in their order, and between them what puts rows into PyTorch's order where the next layer needs that.</summary>
    private static List<PlannedLayer>? PlanLayers(NetDeclaration net, bool isFused, MemoryMap parameters, MemoryMap statistics, MemoryMap workspace, FaultSink faults)
    {
        if (IsTooLong(RowLayout.Plain(net.InputShape), net.Site.At("inputShape"), "The input", net, faults))
            return null;
        var planned = new List<PlannedLayer>();
        var plans = new List<LayerPlan>();
        RowLayout layout = RowLayout.Plain(net.InputShape);
        string giver = "the input";
        for (int i = 0; i < net.Layers.Count; i++)
        {
            LayerDeclaration layer = net.Layers[i];
            if (isFused && i == net.Layers.Count - 1)
                layer = ((IActivated)layer).WithoutActivation();
            RowLayout wanted = layer.Wanted(layout, plans);
            if (IsTooLong(wanted, layer.Site, $"What comes into layer '{layer.Name}'", net, faults))
                return null;
            PutInOrder(wanted);
            CheckAxes(layer, Context(needsPaddedInput: false));
            while (layer.PlanBefore(Context(needsPaddedInput: false)) is { } before)
            {
                if (IsTooLong(before.OutputLayout, layer.Site, $"What layer '{layer.Name}' reads, with its padding,", net, faults))
                    return null;
                Add(null, before with { Name = FreeName(net, plans, before.Name) });
            }

            if (layer.Plan(Context(layer.NeedsPaddedInput)) is not { } plan)
                return null;
            if (IsTooLong(plan.OutputLayout, layer.SizeSite, $"Layer '{layer.Name}'", net, faults))
                return null;
            Add(layer, plan);
            giver = $"layer '{layer.Name}'";
        }

        PutInOrder(RowLayout.Plain(layout.Shape));
        return planned;

        LayerContext Context(bool needsPaddedInput) => new(
            net.Type.PlainName, layout, plans.Count == 0 && !needsPaddedInput ? (int)layout.Shape.Length : layout.RowStride, giver, IsFirst: !plans.Any(plan => plan.HasGradients),
            net.IsTrainable, net.BatchSize, net.Unroll, parameters, statistics, workspace, plans, net.Layers, faults);

        void PutInOrder(RowLayout wanted)
        {
            if (!layout.IsPlain && layout != wanted)
                Reorder(RowLayout.Plain(layout.Shape));
            if (!wanted.IsPlain && layout != wanted)
                Reorder(wanted);
        }

        void Reorder(RowLayout to)
        {
            string name = (plans.Count == 0 ? "input" : plans[plans.Count - 1].Name) + (to.IsPlain ? "InOrder" : "ByChannels");
            Add(null, ReorderPlan.Plan(Context(needsPaddedInput: false), FreeName(net, plans, name), "Reorder", to));
        }

        void Add(LayerDeclaration? layer, LayerPlan plan)
        {
            planned.Add(new PlannedLayer(layer, plan));
            plans.Add(plan);
            layout = plan.OutputLayout;
        }
    }

    /// <summary>Warns if a layer takes steps for channels, or channels for steps.</summary>
    private static void CheckAxes(LayerDeclaration layer, LayerContext context)
    {
        if (context.Input.Rank != 2 || context.Axes == RowAxes.Unsaid || layer.TakenAxes == RowAxes.Unsaid || layer.TakenAxes == context.Axes)
            return;
        bool takesSignal = layer.TakenAxes == RowAxes.Signal;
        context.Faults.Report(
            DiagnosticDescriptors.OtherAxes, layer.Site, context.Net, layer.Name, takesSignal ? "a signal, [channels, length]" : "a sequence, [time, features]", context.Giver,
            takesSignal ? "a sequence, [time, features]" : "a signal, [channels, length]", context.Input, takesSignal ? "steps for channels" : "channels for steps");
    }

    /// <summary>The layers, those in front of one that ignores shifts without a gradient by their bias.</summary>
    private static List<LayerPlan> WithoutVainGradients(List<LayerPlan> layers) => layers
        .Select((layer, i) => i + 1 < layers.Count && layers[i + 1].IgnoresShifts && layers.All(reader => reader.AlsoReads != i) ? layer.WithoutBiasGradient() : layer)
        .ToList();

    /// <summary>The layers, neighbours trained together where that is better and nothing else reads what the first of them gives.</summary>
    private static List<LayerPlan> TrainedTogether(NetDeclaration net, List<LayerPlan> layers, MemoryMap workspace)
    {
        for (int i = 0; net.IsTrainable && i + 1 < layers.Count; i++)
        {
            if (layers.All(reader => reader.AlsoReads != i) && layers[i].TrainedWith(layers[i + 1], workspace, net.Unroll) is { } pair)
                (layers[i], layers[i + 1]) = pair;
        }

        return layers;
    }

    /// <summary>A name that no layer of the net has, nor one that was planned between them, whatever its case.</summary>
    private static string FreeName(NetDeclaration net, IEnumerable<LayerPlan> planned, string name)
    {
        while (net.Layers.Select(layer => layer.Name).Concat(planned.Select(layer => layer.Name)).Contains(name, StringComparer.OrdinalIgnoreCase))
            name += "_";
        return name;
    }

    private static bool IsTooLong(RowLayout layout, Site site, string subject, NetDeclaration net, FaultSink faults)
    {
        if (layout.PaddedValues <= LongestRow)
            return false;
        faults.Report(DiagnosticDescriptors.RowTooLarge, site, net.Type.PlainName, subject, layout.Shape, Emitting.Literal.Grouped(LongestRow));
        return true;
    }

    /// <summary>Reports what no array holds, on the declared layer with the largest share.</summary>
    private static void CheckLength(NetDeclaration net, List<PlannedLayer> layers, Func<LayerPlan, long> share, long length, string what, FaultSink faults)
    {
        if (length <= MemoryMap.MaxLength)
            return;
        (LayerDeclaration? declaration, LayerPlan largest) = layers.Where(layer => layer.Declaration is not null).OrderByDescending(layer => share(layer.Plan)).First();
        faults.Report(
            DiagnosticDescriptors.TooLarge, declaration!.SizeSite, net.Type.PlainName, largest.Name, largest.Input, largest.OutputShape,
            Emitting.Literal.Grouped(length), what, Emitting.Literal.Grouped(MemoryMap.MaxLength));
    }

    private static TrainingPlan PlanTraining(
        NetDeclaration net, List<LayerPlan> layers, PredictionPlan prediction, bool copiesInput, long parameterLength, MemoryMap workspace)
    {
        LayerPlan last = layers[layers.Count - 1];
        var loss = new LossPlan(
            net.Loss!.Kind, net.Loss.Parameter, last.OutputSize, (int)Math.Min(int.MaxValue / 4, Panels.PaddedLong(Math.Max(net.BatchSize, prediction.BlockRows))));
        Region rowLosses = workspace.Allocate((long)loss.RowArrays * loss.RowCapacity);
        Region? paddedInput = copiesInput ? workspace.Allocate((long)net.BatchSize * layers[0].InputStride) : null;
        Region? lossOutputs = loss.OverwritesOutputs && last.KeepsOutput ? workspace.Allocate((long)net.BatchSize * last.OutputStride) : null;
        bool hasPenalties = layers.SelectMany(layer => layer.Tensors).Any(tensor => !tensor.Penalty.IsEmpty);
        bool fusesUpdate = TrainingPlan.CanFuseUpdate(net.Clip, hasPenalties, parameterLength) && layers.All(layer => layer.CanFuseUpdate);
        int denseStart = layers[0].Sparse?.Table.Region.PaddedLength ?? 0;
        StepSharing sharing = StepSharing.Plan(layers, net.BatchSize, parameterLength - denseStart + (layers[0].Sparse?.MostUsed ?? 0), net.Optimizer!, fusesUpdate);
        return new TrainingPlan(
            loss, net.Optimizer!, net.Clip, (int)Math.Min(MemoryMap.MaxLength, parameterLength), denseStart, workspace.Fits ? (int)workspace.Length : 0, rowLosses, paddedInput, lossOutputs,
            fusesUpdate, layers.Max(layer => layer.StripLength), TrainingPlan.PlanBlockRows(layers, net.BatchSize, parameterLength, fusesUpdate), RowsPart.Of(layers, copiesInput).ToEquatableArray(), sharing);
    }

    private static void CheckOutput(NetDeclaration net, List<PlannedLayer> layers, FaultSink faults)
    {
        string name = net.Type.PlainName;
        LossKind loss = net.Loss?.Kind ?? LossKind.None;
        LayerPlan last = layers.Last(layer => layer.Declaration is not null).Plan;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Declaration is not IActivated { Activation: ActivationKind.Softmax } layer)
                continue;
            LayerPlan plan = layers[i].Plan;
            if (loss == LossKind.BinaryCrossEntropy)
            {
                faults.Report(
                    DiagnosticDescriptors.SoftmaxInBinaryCrossEntropy, layer.Site.At(layer.ActivationArgument), name, layer.Name,
                    plan.OutputShape, last.OutputShape);
            }
            else if (plan.OutputSize == 1 && !(loss == LossKind.CrossEntropy && i == layers.Count - 1))
            {
                faults.Report(DiagnosticDescriptors.SoftmaxOfOne, layer.Site.At(layer.ActivationArgument), name, layer.Name, plan.OutputShape);
            }
        }

        if (loss == LossKind.CrossEntropy && last.OutputSize == 1)
        {
            faults.Report(DiagnosticDescriptors.CrossEntropyNeedsClasses, net.Loss!.Site, name, last.Name, last.OutputShape);
            return; // another loss takes another activation: no advice on it
        }

        if (loss == LossKind.CrossEntropy && last.OutputShape.Sizes.Count(size => size > 1) > 1)
            faults.Report(DiagnosticDescriptors.CrossEntropyOfAxes, net.Loss!.Site, name, last.Name, last.OutputShape, last.OutputSize);
        CheckLogits(net, layers, loss, faults);
    }

    /// <summary>Warns if values of some activation go into a loss that takes logits. A last Softmax or Sigmoid that is fused with its loss is planned without it.</summary>
    private static void CheckLogits(NetDeclaration net, List<PlannedLayer> layers, LossKind loss, FaultSink faults)
    {
        if (loss is not (LossKind.CrossEntropy or LossKind.BinaryCrossEntropy))
            return;
        PlannedLayer giver = layers.LastOrDefault(layer => layer.Declaration is { PassesValuesOn: false });
        if (giver.Declaration is not IActivated activated || activated.Activation == ActivationKind.Linear)
            return;
        ActivationKind fused = loss == LossKind.CrossEntropy ? ActivationKind.Softmax : ActivationKind.Sigmoid;
        bool isRefused = activated.Activation == ActivationKind.Softmax && (loss == LossKind.BinaryCrossEntropy || giver.Plan.OutputShape.Rank > 1);
        if (!isRefused)
        {
            faults.Report(
                DiagnosticDescriptors.LogitsExpected, activated.Site.At(activated.ActivationArgument), net.Type.PlainName, activated.Name, activated.Activation,
                giver.Plan.OutputShape, loss, fused);
        }
    }

    /// <summary>A layer, and how it was declared; null for one that the planner put in.</summary>
    private readonly record struct PlannedLayer(LayerDeclaration? Declaration, LayerPlan Plan);
}
