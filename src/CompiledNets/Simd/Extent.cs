using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

/// <summary>
/// A small number as a type. A kernel that is generic over the height of its tile is written once and compiled for each
/// height: <see cref="Value"/> is a constant for the JIT, which drops the rows beyond it.
/// </summary>
public interface IExtent
{
    /// <summary>The number, 1 to 16.</summary>
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

/// <summary>The number 9 as a type.</summary>
public readonly struct Extent9 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 9;
    }
}

/// <summary>The number 10 as a type.</summary>
public readonly struct Extent10 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 10;
    }
}

/// <summary>The number 11 as a type.</summary>
public readonly struct Extent11 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 11;
    }
}

/// <summary>The number 12 as a type.</summary>
public readonly struct Extent12 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }
}

/// <summary>The number 13 as a type.</summary>
public readonly struct Extent13 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 13;
    }
}

/// <summary>The number 14 as a type.</summary>
public readonly struct Extent14 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 14;
    }
}

/// <summary>The number 15 as a type.</summary>
public readonly struct Extent15 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 15;
    }
}

/// <summary>The number 16 as a type.</summary>
public readonly struct Extent16 : IExtent
{
    /// <inheritdoc/>
    public static int Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }
}
