using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

/// <summary>
/// A small number as a type. A kernel that is generic over the height of its tile is written once and compiled for each
/// height: <see cref="Value"/> is a constant for the JIT, which drops the rows beyond it.
/// </summary>
public interface IExtent
{
    /// <summary>The number, 1 to 8.</summary>
    static abstract int Value { get; }
}

/// <summary>The number 1 as a type.</summary>
public readonly struct Extent1 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }
}

/// <summary>The number 2 as a type.</summary>
public readonly struct Extent2 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }
}

/// <summary>The number 3 as a type.</summary>
public readonly struct Extent3 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
    }
}

/// <summary>The number 4 as a type.</summary>
public readonly struct Extent4 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }
}

/// <summary>The number 5 as a type.</summary>
public readonly struct Extent5 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 5;
    }
}

/// <summary>The number 6 as a type.</summary>
public readonly struct Extent6 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 6;
    }
}

/// <summary>The number 7 as a type.</summary>
public readonly struct Extent7 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 7;
    }
}

/// <summary>The number 8 as a type.</summary>
public readonly struct Extent8 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }
}
