namespace CompiledNets;

/// <summary>A layer of the net. Layers apply in the order in which their attributes are written.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The layer's name: letters, digits and underscores, beginning with a letter, unique in the net; its tensors are called <c>NAME.weight</c> and so on. Default: the
    /// kind and its number among that kind, <c>dense1</c>.
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>A layer with weights.</summary>
public abstract class WeightedLayerAttribute : LayerAttribute
{
    private protected WeightedLayerAttribute()
    {
    }

    /// <summary>How the weights start. Default: PyTorch's.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>λ of an L1 penalty: adds λ·Σ|w| over the weights (not the bias) to the loss. 0 to 1e6; default 0.</summary>
    public double L1 { get; set; }

    /// <summary>λ of an L2 penalty: adds λ·Σw² over the weights (not the bias) to the loss. 0 to 1e6; default 0.</summary>
    public double L2 { get; set; }

    /// <summary>An assertion: the incoming width; of images and signals, the channels. Another number is a compile-time error. Default: not checked.</summary>
    public int Inputs { get; set; }
}
