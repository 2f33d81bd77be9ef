using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>A layer as its attribute declares it.</summary>
/// <param name="Name">The layer's name, unique in the net.</param>
/// <param name="Site">Its attribute.</param>
internal abstract record LayerDeclaration(string Name, Site Site)
{
    /// <summary>Whether whole vectors are read from every row that comes in, so that a net's unpadded input must be copied first.</summary>
    public virtual bool NeedsPaddedInput => false;

    /// <summary>
    /// Works out the layer's output shape, tensors, memory and kernels for what comes in, or reports why it cannot and returns null.
    /// </summary>
    public abstract LayerPlan? Plan(LayerContext context);
}
