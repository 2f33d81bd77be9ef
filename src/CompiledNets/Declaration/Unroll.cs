namespace CompiledNets;

/// <summary>How far the generator writes out the loops of a kernel. It changes speed and code size, never a result.</summary>
public enum Unroll
{
    /// <summary>Straight-line code for small layers; for others, written-out tiles inside loops with constant bounds.</summary>
    Auto,

    /// <summary>Written-out tiles inside loops everywhere: the smallest code.</summary>
    Tiles,

    /// <summary>
    /// Straight-line code over the summed index of every layer, split into methods small enough for the JIT to optimise. The
    /// code of large layers becomes large; sums over more than 8,192 values stay loops, and so do
    /// those of narrow layers (up to 32 units) that are cut into blocks and do not fit one method, and a pool's windows that do not fit one.
    /// </summary>
    Full,
}
