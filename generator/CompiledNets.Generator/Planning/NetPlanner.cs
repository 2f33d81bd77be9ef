using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Losses;

namespace CompiledNets.Generator.Planning;

/// <summary>Turns a declaration into a plan: lays the layers one on the other, checks what does not fit, and lays out memory.</summary>
internal static class NetPlanner
{
    /// <summary>The most values of a row, 1 GB of them: Predict keeps two rows of activations and one of targets in one array.</summary>
    private const int LongestRow = 1 << 28;

    /// <summary>The plan, or null after reporting why there is none.</summary>
    public static NetPlan? Plan(NetDeclaration net, FaultSink faults)
    {
        if (net.Layers.Count == 0)
            return null;
        var parameters = new MemoryMap();
        var workspace = new MemoryMap();
        bool isFused = FusesOutput(net);
        List<LayerPlan>? layers = PlanLayers(net, isFused, parameters, workspace, faults);
        if (layers is null)
            return null;
        CheckOutput(net, layers, faults);
        CheckState(net, layers, parameters, faults);
        ActivationKind outputActivation = (net.Layers[net.Layers.Count - 1] as IActivated)?.Activation ?? ActivationKind.Linear;
        bool copiesInput = net.Layers[0].NeedsPaddedInput && net.InputShape.Length % Panels.Width != 0;
        PredictionPlan prediction = PredictionPlan.For(
            layers, LargestStride(layers, 0), Math.Max(LargestStride(layers, 1), copiesInput ? layers[0].InputStride : 0), activatesOutput: isFused);
        TrainingPlan? training = net.IsTrainable ? PlanTraining(net, layers, prediction, copiesInput, parameters.Length, workspace) : null;
        if (!workspace.Fits)
        {
            faults.Report(
                DiagnosticDescriptors.BatchTooLarge, net.Site.At("BatchSize"), net.Type.PlainName, Emitting.Literal.Grouped(workspace.Length),
                net.BatchSize, Emitting.Literal.Grouped(MemoryMap.MaxLength));
        }

        if (faults.HasErrors)
            return null;
        return new NetPlan(
            net.Type, net.InputShape, net.BatchSize, net.Unroll, layers.ToEquatableArray(), copiesInput, (int)parameters.Length, outputActivation,
            isFused ? ActivationFunctions.Get(outputActivation) : null,
            training is null ? prediction : prediction.With(training.Loss), training);
    }

    /// <summary>Whether the last activation is fused with the loss: softmax with cross-entropy, sigmoid with binary cross-entropy.</summary>
    private static bool FusesOutput(NetDeclaration net) => (net.Layers[net.Layers.Count - 1], net.Loss?.Kind) switch
    {
        (IActivated { Activation: ActivationKind.Softmax }, LossKind.CrossEntropy) => true,
        (IActivated { Activation: ActivationKind.Sigmoid }, LossKind.BinaryCrossEntropy) => true,
        _ => false,
    };

    private static List<LayerPlan>? PlanLayers(NetDeclaration net, bool isFused, MemoryMap parameters, MemoryMap workspace, FaultSink faults)
    {
        if (IsTooLong(net.InputShape, net.Site.At("inputShape"), "The input", net, faults))
            return null;
        var plans = new List<LayerPlan>();
        Shape shape = net.InputShape;
        string giver = "the input";
        for (int i = 0; i < net.Layers.Count; i++)
        {
            LayerDeclaration layer = net.Layers[i];
            if (isFused && i == net.Layers.Count - 1)
                layer = ((IActivated)layer).WithoutActivation();
            int stride = i == 0 && !layer.NeedsPaddedInput ? (int)shape.Length : Panels.Padded((int)shape.Length);
            var context = new LayerContext(
                net.Type.PlainName, shape, stride, giver, IsFirst: i == 0, net.IsTrainable, net.BatchSize, net.Unroll, parameters, workspace, faults);
            if (layer.Plan(context) is not { } plan)
                return null;
            if (IsTooLong(plan.OutputShape, layer.Site.At("units"), $"Layer '{layer.Name}'", net, faults))
                return null;
            plans.Add(plan);
            shape = plan.OutputShape;
            giver = $"layer '{layer.Name}'";
        }

        return plans;
    }

    private static bool IsTooLong(Shape shape, Site site, string subject, NetDeclaration net, FaultSink faults)
    {
        if (shape.Length <= LongestRow)
            return false;
        faults.Report(DiagnosticDescriptors.RowTooLarge, site, net.Type.PlainName, subject, shape, Emitting.Literal.Grouped(LongestRow));
        return true;
    }

    /// <summary>Reports an optimizer's state that no array holds, on the layer with most of the parameters.</summary>
    private static void CheckState(NetDeclaration net, List<LayerPlan> layers, MemoryMap parameters, FaultSink faults)
    {
        long length = parameters.Length * (net.Optimizer?.States.Count ?? 0);
        if (!net.IsTrainable || length <= MemoryMap.MaxLength)
            return;
        LayerPlan largest = layers.OrderByDescending(layer => layer.ParameterCount).First();
        faults.Report(
            DiagnosticDescriptors.TooLarge, net.Layers[layers.IndexOf(largest)].Site.At("units"), net.Type.PlainName, largest.Name, largest.Input, largest.OutputShape,
            Emitting.Literal.Grouped(length), $"values that [{net.Optimizer!.WrittenName}] keeps between steps", Emitting.Literal.Grouped(MemoryMap.MaxLength));
    }

    private static int LargestStride(List<LayerPlan> layers, int parity) =>
        layers.Where((_, index) => index % 2 == parity).Select(layer => layer.OutputStride).DefaultIfEmpty(0).Max();

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
        bool fusesUpdate = TrainingPlan.CanFuseUpdate(net.Clip, hasPenalties, parameterLength);
        StepSharing sharing = StepSharing.Plan(layers, net.BatchSize, parameterLength, net.Optimizer!, fusesUpdate);
        return new TrainingPlan(
            loss, net.Optimizer!, net.Clip, (int)Math.Min(MemoryMap.MaxLength, parameterLength), workspace.Fits ? (int)workspace.Length : 0, rowLosses, paddedInput, lossOutputs,
            fusesUpdate, layers.Max(layer => layer.StripLength), sharing);
    }

    private static void CheckOutput(NetDeclaration net, List<LayerPlan> layers, FaultSink faults)
    {
        string name = net.Type.PlainName;
        LossKind loss = net.Loss?.Kind ?? LossKind.None;
        for (int i = 0; i < layers.Count; i++)
        {
            if (net.Layers[i] is not IActivated { Activation: ActivationKind.Softmax } layer)
                continue;
            if (loss == LossKind.BinaryCrossEntropy)
            {
                faults.Report(
                    DiagnosticDescriptors.SoftmaxInBinaryCrossEntropy, layer.Site.At(layer.ActivationArgument), name, layer.Name,
                    layers[i].OutputShape, layers[layers.Count - 1].OutputShape);
            }
            else if (layers[i].OutputSize == 1 && !(loss == LossKind.CrossEntropy && i == layers.Count - 1))
            {
                faults.Report(DiagnosticDescriptors.SoftmaxOfOne, layer.Site.At(layer.ActivationArgument), name, layer.Name, layers[i].OutputShape);
            }
        }

        LayerPlan last = layers[layers.Count - 1];
        if (loss == LossKind.CrossEntropy && last.OutputSize == 1)
        {
            faults.Report(DiagnosticDescriptors.CrossEntropyNeedsClasses, net.Loss!.Site, name, last.Name, last.OutputShape);
            return; // another loss takes another activation: no advice on it
        }

        ActivationKind fused = loss == LossKind.CrossEntropy ? ActivationKind.Softmax : ActivationKind.Sigmoid;
        if (loss is LossKind.CrossEntropy or LossKind.BinaryCrossEntropy
            && net.Layers[net.Layers.Count - 1] is IActivated activated && activated.Activation != ActivationKind.Linear
            && activated.Activation != fused && activated.Activation != ActivationKind.Softmax)
        {
            faults.Report(
                DiagnosticDescriptors.LogitsExpected, activated.Site.At(activated.ActivationArgument), name, activated.Name, activated.Activation,
                last.OutputShape, loss, fused);
        }
    }
}
