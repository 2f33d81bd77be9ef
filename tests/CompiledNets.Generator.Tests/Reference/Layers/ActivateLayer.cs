namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>An activation as a layer.</summary>
internal sealed record ActivateLayer(string Name, DeclaredAttribute Attribute) : ReferenceLayer(Name, Attribute.Activation)
{
    public override int[] OutputShape(int[] input) => input;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass) => batch;
}
