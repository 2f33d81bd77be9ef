namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>A layer of a plain net: y = f(layer(x)).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Activation">f.</param>
internal abstract record ReferenceLayer(string Name, Activation Activation = Activation.Linear)
{
    /// <summary>The shape of a row that comes out.</summary>
    public abstract int[] OutputShape(int[] input);

    /// <summary>What f is applied to.</summary>
    public abstract Batch BeforeActivation(Batch batch, ForwardPass pass);

    /// <summary>What the layer adds to the loss.</summary>
    public virtual double Penalty(ForwardPass pass) => 0;

    public Batch Forward(Batch batch, ForwardPass pass)
    {
        Batch sums = BeforeActivation(batch, pass);
        return sums.Select(sums.Shape, row => ActivationFormula.Apply(Activation, row, pass));
    }
}
