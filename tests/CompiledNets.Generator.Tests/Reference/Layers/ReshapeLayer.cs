namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>The values under another shape.</summary>
internal sealed record ReshapeLayer(string Name, DeclaredAttribute Attribute) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => Attribute.Sizes;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass) => batch with { Shape = Attribute.Sizes };
}
