using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>A layer as its attribute declares it.</summary>
/// <param name="Name">The layer's name, unique in the net.</param>
/// <param name="Site">Its attribute.</param>
internal abstract record LayerDeclaration(string Name, Site Site)
{
    /// <summary>The argument that says how large the layer is; null where none does.</summary>
    public virtual string? SizeArgument => null;

    /// <summary>Where a layer that is too large is reported.</summary>
    public Site SizeSite => SizeArgument is { } argument ? Site.At(argument) : Site;

    /// <summary>Whether whole vectors are read from every row that comes in, so that a net's unpadded input must be copied first.</summary>
    public virtual bool NeedsPaddedInput => false;

    /// <summary>Whether it takes indices where other layers take numbers; it can only be the first one.</summary>
    public virtual bool TakesIndices => false;

    /// <summary>What it takes the two axes of a row for, if it matters.</summary>
    public virtual RowAxes TakenAxes => RowAxes.Unsaid;

    /// <summary>Whether in prediction the values that go out are those that came in.</summary>
    public virtual bool PassesValuesOn => false;

    /// <summary>How the layer wants rows to lie that lie like this: unchanged if it can read them so. Else they are put into order for it.</summary>
    public virtual RowLayout Wanted(RowLayout layout) => layout.IsPlain ? layout : RowLayout.Plain(layout.Shape);

    /// <summary>The same for rows that a layer before gives, which are padded as a whole only: for a layer that reads a net's own input where it is.</summary>
    public virtual RowLayout WantedInside(RowLayout layout) => Wanted(layout);

    /// <summary>The same behind the layers before it, for a layer that also reads one of them.</summary>
    public virtual RowLayout Wanted(RowLayout layout, IReadOnlyList<LayerPlan> earlier) => earlier.Count == 0 ? Wanted(layout) : WantedInside(layout);

    /// <summary>
    /// What has to stand before the layer because of what comes in; null where nothing has to. Asked again with what that gives, until it is null. The
    /// planner sees to it that the plan's name is free.
    /// </summary>
    public virtual LayerPlan? PlanBefore(LayerContext context) => null;

    /// <summary>
    /// Works out the layer's output shape, tensors, memory and kernels for what comes in, or reports why it cannot and returns null.
    /// </summary>
    public abstract LayerPlan? Plan(LayerContext context);
}
