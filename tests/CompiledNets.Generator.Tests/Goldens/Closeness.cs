namespace CompiledNets.Generator.Tests.Goldens;

/// <summary>How far float32 may be from a reference in double.</summary>
/// <param name="Absolute">The part of the bound that does not depend on the value.</param>
/// <param name="Relative">The part in proportion to the expected value.</param>
internal readonly record struct Closeness(double Absolute, double Relative)
{
    /// <summary>For outputs, losses and gradients of given parameters.</summary>
    public static Closeness OfOneStep { get; } = new(1e-5, 1e-4);

    /// <summary>For what many steps lead to.</summary>
    public static Closeness OfTraining { get; } = new(1e-4, 1e-3);

    /// <summary>Fails with the first value that is too far off, and its place.</summary>
    public void Check(string net, string tensor, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length)
            Assert.Fail($"{net}: '{tensor}' has {actual.Length} values, expected {expected.Length}.");
        for (int i = 0; i < actual.Length; i++)
            Check(net, $"{tensor}[{i}]", actual[i], expected[i]);
    }

    /// <inheritdoc cref="Check(string, string, ReadOnlySpan{float}, ReadOnlySpan{double})"/>
    public void Check(string net, string place, float actual, double expected)
    {
        double bound = Absolute + (Relative * Math.Abs(expected));
        if (!(Math.Abs(actual - expected) <= bound))
            Assert.Fail(FormattableString.Invariant($"{net}: {place} is {actual:G9}, expected {expected:G9} ± {bound:G3}."));
    }
}
