using CompiledNets.Randomness;

namespace ReadingDigits.Drawing;

/// <summary>
/// The random numbers of one digit. A draw depends on the seed, the digit's index and the draw's number, so digits can be drawn in any
/// order, on any number of threads and on any machine and are the same.
/// </summary>
internal struct RandomStream(ulong seed, uint index)
{
    private uint _block;
    private uint _first, _second, _third, _fourth;
    private int _left;

    /// <summary>Evenly spread over [0, 1): 24 bits, all that a float in this range holds without rounding.</summary>
    public float Uniform() => (NextBits() >> 8) * (1f / (1 << 24));

    /// <summary>Evenly spread over [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + (high - low) * Uniform();

    /// <summary>
    /// Nearly normal, with mean 0 and deviation 1, never beyond ±3.5: the sum of four uniform draws (Irwin and Hall), a byte each. Unlike
    /// the exact transformations it needs no logarithm, whose last bit differs between machines.
    /// </summary>
    public float Bell()
    {
        uint bits = NextBits();
        int sum = (int)((bits & 0xFF) + (bits >> 8 & 0xFF) + (bits >> 16 & 0xFF) + (bits >> 24));
        return (sum - 510) * (1 / 147.801f);
    }

    /// <summary>One of 0 … <paramref name="count"/> − 1.</summary>
    public int Choose(int count) => (int)((ulong)NextBits() * (ulong)count >> 32);

    private uint NextBits()
    {
        if (_left == 0)
        {
            Philox.Block(seed, index, _block++, out _first, out _second, out _third, out _fourth);
            _left = 4;
        }
        return _left-- switch { 4 => _first, 3 => _second, 2 => _third, _ => _fourth };
    }
}
