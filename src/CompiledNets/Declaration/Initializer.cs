namespace CompiledNets;

/// <summary>How a layer's weights start. Every value depends only on the net's seed, the tensor and its index.</summary>
public enum Initializer
{
    /// <summary>PyTorch's default for the layer; for Dense, weight and bias uniform in ±1/√fanIn.</summary>
    Default,

    /// <summary>All zeros, the bias too.</summary>
    Zeros,

    /// <summary>Weight uniform in ±√(6/(fanIn + fanOut)), bias zero (Glorot and Bengio 2010).</summary>
    XavierUniform,

    /// <summary>Weight normal with σ = √(2/(fanIn + fanOut)), bias zero (Glorot and Bengio 2010).</summary>
    XavierNormal,

    /// <summary>Weight uniform in ±√(6/fanIn), bias zero (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Weight normal with σ = √(2/fanIn), bias zero (He et al. 2015).</summary>
    HeNormal,

    /// <summary>Weight normal with σ = √(1/fanIn), bias zero (LeCun et al. 1998).</summary>
    LeCunNormal,
}
