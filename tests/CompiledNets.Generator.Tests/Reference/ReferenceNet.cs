using CompiledNets.Generator.Tests.Reference.Layers;

namespace CompiledNets.Generator.Tests.Reference;

/// <summary>
/// A declared net in double, written as plainly as its layers' definitions: the truth that generated nets are compared with. Only the way forward; derivatives are differences
/// of its loss.
/// </summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Declaration">The attributes, as source.</param>
/// <param name="InputShape">The shape of a row of input.</param>
/// <param name="BatchSize">The rows of a step.</param>
/// <param name="Layers">The layers, in order.</param>
/// <param name="Loss">The loss.</param>
internal sealed record ReferenceNet(string Name, string Declaration, int[] InputShape, int BatchSize, IReadOnlyList<ReferenceLayer> Layers, ReferenceLoss Loss)
{
    /// <summary>The declaration as source.</summary>
    public string Source => $"{Declaration}\npublic partial class {Name};\n";

    /// <summary>The shape of a row of output.</summary>
    public int[] OutputShape => Layers.Aggregate(InputShape, (shape, layer) => layer.OutputShape(shape));

    /// <summary>How many indices a row is made of, if its values are indices; else 0.</summary>
    public int Vocabulary => Layers[0] is EmbeddingLayer embedding ? embedding.Vocabulary : 0;

    /// <summary>Values in a row of input.</summary>
    public int InputSize => Batch.SizeOf(InputShape);

    /// <summary>Values in a row of output.</summary>
    public int OutputSize => Batch.SizeOf(OutputShape);

    /// <summary>Reads a declaration.</summary>
    /// <param name="name">The class that is declared.</param>
    /// <param name="declaration">The attributes, in brackets.</param>
    public static ReferenceNet Parse(string name, string declaration)
    {
        DeclaredAttribute[] attributes = [.. DeclaredAttribute.Parse(declaration)];
        DeclaredAttribute head = attributes.Single(attribute => attribute.Name == "CompiledNet");
        var names = new LayerNames();
        ReferenceLayer[] layers = [.. attributes.Where(attribute => ReferenceLayers.IsLayer(attribute.Name)).Select(attribute => ReferenceLayers.Create(attribute, names))];
        return new ReferenceNet(
            name, declaration, head.Sizes, head.Integer("BatchSize", 32), layers, ReferenceLoss.Create(attributes.Single(attribute => ReferenceLoss.IsLoss(attribute.Name))));
    }

    /// <summary>The shapes that go into the dropout layers.</summary>
    public IEnumerable<int[]> DropoutShapes()
    {
        int[] shape = InputShape;
        foreach (ReferenceLayer layer in Layers)
        {
            if (layer is DropoutLayer)
                yield return shape;
            shape = layer.OutputShape(shape);
        }
    }

    /// <summary>What Predict says.</summary>
    public Batch Predict(Tensors parameters, Batch inputs) => Forward(inputs, ForwardPass.OfInference(parameters), keepsLogits: false);

    /// <summary>The loss of a batch, penalties included; the pass knows more afterwards.</summary>
    public double ComputeLoss(Batch inputs, Batch targets, ForwardPass pass) =>
        Loss.Of(Forward(inputs, pass, keepsLogits: true), targets, pass) + Layers.Sum(layer => layer.Penalty(pass));

    /// <summary>The outputs; or, for the losses of logits, what goes into a last softmax or sigmoid.</summary>
    private Batch Forward(Batch batch, ForwardPass pass, bool keepsLogits)
    {
        foreach (ReferenceLayer layer in Layers)
        {
            bool isFused = keepsLogits && layer == Layers[^1] && layer.Activation == Loss.FusedActivation;
            batch = isFused ? layer.BeforeActivation(batch, pass) : layer.Forward(batch, pass);
            pass.Outputs[layer.Name] = batch;
        }

        return batch;
    }
}
