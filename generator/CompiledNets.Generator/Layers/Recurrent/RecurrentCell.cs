using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>
/// What a recurrent layer computes of a step, value by value, from what its two products give: x·W_ih + b_ih and h·W_hh + b_hh, with a gate's worth of columns
/// for each gate. As vector code: <c>x…</c> and <c>u…</c> are a gate's values of the first and the second product.
/// </summary>
/// <remarks>
/// A trainer keeps of each step some values as large as a gate, one beside the other (<see cref="Kept"/>). The backward pass replaces them by derivatives
/// (<see cref="Derivatives"/>): those by the first product are the first ones, those by the second begin at <see cref="SecondStart"/>.
/// </remarks>
internal abstract record RecurrentCell
{
    /// <summary>The kind of layer: <c>Gru</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The lines of its definition.</summary>
    public abstract string Formula { get; }

    /// <summary>The gates in PyTorch's order.</summary>
    public abstract EquatableArray<string> Gates { get; }

    /// <summary>Where each gate's columns stand in the first product.</summary>
    public abstract EquatableArray<int> FirstOrder { get; }

    /// <summary>
    /// The gates in the order in which a single step needs them: its time is the longest way from one hidden state to the next, and what is not on it is better
    /// done meanwhile.
    /// </summary>
    public virtual EquatableArray<int> StepOrder => Enumerable.Range(0, Gates.Count).ToEquatableArray();

    /// <summary>
    /// How many of the statements of <see cref="Forward"/> a single step begins before it sums up the last of <see cref="StepOrder"/>: a processor takes up
    /// what it reads first, and these statements wait for each other long enough for that gate's sums to be had meanwhile.
    /// </summary>
    public virtual int StatementsBeforeLastGate => 0;

    /// <summary>The values that are kept for the backward pass, at least as many as there are gates.</summary>
    public abstract EquatableArray<string> Kept { get; }

    /// <summary>What replaces them.</summary>
    public abstract EquatableArray<string> Derivatives { get; }

    /// <summary>Where the derivatives by the second product begin; its gates are in PyTorch's order.</summary>
    public virtual int SecondStart => 0;

    /// <summary>Whether a cell state <c>c</c> is carried besides the hidden state <c>h</c>.</summary>
    public virtual bool HasCellState => false;

    /// <summary>Whether the backward pass reads the hidden state that a step began with, and hands some of its derivative straight to the step before.</summary>
    public virtual bool HandsHiddenOn => false;

    /// <summary>Statements that set what is kept, <c>next</c> and, with a cell state, <c>nextCell</c> from the products, <c>h</c> and <c>c</c>.</summary>
    public abstract EquatableArray<string> Forward { get; }

    /// <summary>
    /// Statements that set the derivatives from what was kept, <c>h</c> or <c>c</c> as the step began, and <c>dh</c> and <c>dc</c> by what it gave; and
    /// <c>handedOn</c> by h or <c>carriedCell</c> by c.
    /// </summary>
    public abstract EquatableArray<string> Backward { get; }

    /// <summary>About how many lane operations <see cref="Forward"/> has.</summary>
    public abstract int Operations { get; }
}
