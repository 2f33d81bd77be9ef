using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>A layer with its shapes, tensors, memory and kernels: everything that is needed to print it.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Description">The layer in a few words, for the header: <c>Dense, Relu</c>.</param>
/// <param name="InputLayout">A row that comes in.</param>
/// <param name="InputStride">From a row of it to the next.</param>
/// <param name="OutputLayout">A row that goes out.</param>
/// <param name="Output">Where a trainer keeps what goes out, for every row of the batch.</param>
/// <param name="Delta">Where it keeps the loss's derivative by what goes out.</param>
/// <param name="Tensors">The layer's tensors.</param>
internal abstract record LayerPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    EquatableArray<TensorPlan> Tensors)
{
    /// <summary>The class that holds the layer's kernels.</summary>
    public string ClassName => CapitalizedName + "Layer";

    /// <summary>The layer's name within the names of types and methods.</summary>
    public string CapitalizedName => char.ToUpperInvariant(Name[0]) + Name.Substring(1);

    /// <summary>The same, from outside.</summary>
    public string Path => "Layers." + ClassName;

    /// <summary>The shape of a row that comes in.</summary>
    public Shape Input => InputLayout.Shape;

    /// <summary>The shape of a row that goes out.</summary>
    public Shape OutputShape => OutputLayout.Shape;

    /// <summary>The values in a row that goes out.</summary>
    public int OutputSize => (int)OutputShape.Length;

    /// <summary>From a row of it to the next.</summary>
    public int OutputStride => OutputLayout.RowStride;

    public long ParameterCount => Tensors.Where(tensor => !tensor.IsStatistic).Sum(tensor => tensor.Length);

    /// <summary>What the layer makes the two axes of what goes out.</summary>
    public virtual RowAxes OutputAxes => RowAxes.Unsaid;

    /// <summary>The layer whose output is read besides what comes in, by its place in the plan; −1 where there is none.</summary>
    public virtual int AlsoReads => -1;

    /// <summary>
    /// The floats of a row that the layer needs besides while it predicts. Where there are any, a reference <see cref="ScratchName"/> to so many for each row
    /// is declared where <c>EmitPredict</c> and <c>EmitPredictRow</c> print.
    /// </summary>
    public virtual int ScratchStride => 0;

    /// <summary>What that reference is called.</summary>
    public string ScratchName => Name + "Scratch";

    /// <summary>Whether prediction may write what goes out over what comes in, where nobody else reads that.</summary>
    public virtual bool PredictsInPlace => false;

    /// <summary>Whether the forward pass in training draws random numbers, from the net's <c>seed</c> and the <c>step</c>.</summary>
    public virtual bool DrawsNumbers => false;

    /// <summary>Multiply-adds of the forward pass for one row.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>What the planner chose, in words, for the header.</summary>
    public abstract string Kernels { get; }

    /// <summary>Whether the backward pass reads what went out, so that the loss must not overwrite it.</summary>
    public abstract bool KeepsOutput { get; }

    /// <summary>The constants and methods of the layer's class.</summary>
    public abstract void EmitClass(CodeWriter writer, TrainingPlan? training);

    /// <summary>The forward pass in prediction: from rows at <paramref name="source"/> to rows at <paramref name="destination"/>.</summary>
    public virtual void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        throw new System.InvalidOperationException($"{Description} cannot be predicted without what it also reads.");

    /// <summary>The same with the rows of the layer that <see cref="AlsoReads"/> names; null where it names none.</summary>
    public virtual void EmitPredict(CodeWriter writer, string source, string? other, string destination, string rows) =>
        EmitPredict(writer, source, destination, rows);

    /// <summary>The same for a single row.</summary>
    public virtual void EmitPredictRow(CodeWriter writer, string source, string destination) => EmitPredict(writer, source, destination, "1");

    /// <inheritdoc cref="EmitPredict(CodeWriter, string, string?, string, string)"/>
    public virtual void EmitPredictRow(CodeWriter writer, string source, string? other, string destination)
    {
        if (other is null)
            EmitPredictRow(writer, source, destination);
        else
            EmitPredict(writer, source, other, destination, "1");
    }

    /// <summary>
    /// The lane operations of a single row, if it can be written into a method with other layers; null where it cannot. With none, a row that stays in
    /// its buffer stays as it is.
    /// </summary>
    public virtual int? RowOperations => null;

    /// <summary>Prints such a row: from <c>x</c> to <c>y</c>, with the net's <c>parameters</c>; nothing may be written behind the net's outputs.</summary>
    public virtual void EmitWholeRow(CodeWriter writer, bool isOutput) => throw new System.InvalidOperationException($"{Description} has no row that could stand in another method.");

    /// <summary>The forward pass in training, for <c>count</c> rows from row <c>start</c> on; keeps what the backward pass reads.</summary>
    public abstract void EmitForward(CodeWriter writer, string source);

    /// <summary>
    /// The backward pass for the same rows: from the derivative by what went out to the one by what came in, written to
    /// <paramref name="sourceDelta"/> unless nothing before the layer is trained.
    /// </summary>
    public abstract void EmitBackward(CodeWriter writer, string source, string? sourceDelta);

    /// <summary>Whether of a sequence, <c>[time, features]</c>, each step that goes out is computed from the same step that comes in, and is as long.</summary>
    public virtual bool TakesStepsApart => false;

    /// <summary>The layer for one step of a sequence, <c>[features]</c>, under another name; null where it does not take them apart.</summary>
    public virtual LayerPlan? OfOneStep(string name)
    {
        if (!TakesStepsApart || Input.Rank != 2)
            return null;
        RowLayout step = RowLayout.Plain(new Shape(Input.Sizes[1]));
        return this with { Name = name, InputLayout = step, InputStride = step.RowStride, OutputLayout = step };
    }

    /// <summary>
    /// Adds the derivative by what the layer that <see cref="AlsoReads"/> names gave to what stands at <paramref name="otherDelta"/>, for the same rows: once
    /// the layer behind that one has written there, and before that one's own backward pass.
    /// </summary>
    public virtual void EmitBackwardToOther(CodeWriter writer, string otherDelta)
    {
    }

    /// <summary>What must be brought up to date once the parameters have changed, for worker <c>worker</c> of <c>workers</c>.</summary>
    public virtual void EmitPrepare(CodeWriter writer)
    {
    }

    /// <summary>Whether <see cref="EmitPrepare"/> prints anything.</summary>
    public virtual bool NeedsPreparation => false;

    /// <summary>Whether in training it makes no difference if a constant is added to all values of a channel that comes in.</summary>
    public virtual bool IgnoresShifts => false;

    /// <summary>
    /// The same layer in front of one that ignores shifts. The gradient by its bias is 0, and is not computed: of a sum whose terms cancel, rounding leaves a
    /// remainder, which optimizers that divide by the size of gradients would turn into steps.
    /// </summary>
    public virtual LayerPlan WithoutBiasGradient() => this;

    /// <summary>This layer and the one behind it, if the two are better trained together; null where each is trained by itself. Asked only where nothing else reads what this one gives.</summary>
    /// <param name="behind">The layer behind it.</param>
    /// <param name="workspace">The trainer's memory.</param>
    /// <param name="unroll">How far the net asks to be written out.</param>
    public virtual (LayerPlan Layer, LayerPlan Behind)? TrainedWith(LayerPlan behind, MemoryMap workspace, Unroll unroll) => null;

    /// <summary>What <see cref="MultiplyAdds"/> is for the gradient by the parameters, and again for the gradient by what comes in.</summary>
    public virtual long GradientMultiplyAdds => MultiplyAdds;

    /// <summary>Whether the layer has parameters that a step trains.</summary>
    public virtual bool HasGradients => false;

    /// <summary>Whether the layer's update can be fused with its gradients: see <see cref="EmitGradientsAndUpdate"/>.</summary>
    public virtual bool CanFuseUpdate => !HasGradients;

    /// <summary>How many indices there are, if the layer takes indices: its source is then a reference to whole numbers, as if they were floats. Null if it takes numbers.</summary>
    public virtual int? Vocabulary => null;

    /// <summary>The layer's table of which a step uses a few rows; null where a step uses all of the layer's parameters.</summary>
    public virtual ISparseTable? Sparse => null;

    /// <summary>The floats that each worker needs for copies while it computes gradients.</summary>
    public virtual int StripLength => 0;

    /// <summary>The gradients of the layer's tensors from all <c>rows</c> rows, for worker <c>worker</c> of <c>workers</c>; clears <c>finite</c> if one is not finite.</summary>
    public virtual void EmitGradients(CodeWriter writer, string source)
    {
    }

    /// <summary>
    /// The same, and the update of each tensor's part as soon as its gradient is there, while it is in the cache. Only called when all gradients are
    /// known to be finite.
    /// </summary>
    public virtual void EmitGradientsAndUpdate(CodeWriter writer, string source, string numbers)
    {
    }

    /// <summary>A place among a trainer's rows, from row <c>start</c> on.</summary>
    public string RowsOf(string region) => $"ref At(ref workspace, {Path}.{region} + start * {OutputStride})";
}
