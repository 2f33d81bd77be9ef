using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Kernels;

/// <summary>Pieces of text that all kernels share.</summary>
internal static class KernelText
{
    /// <summary>Has a method compiled with full optimisation at once; <c>Optimized</c> is a constant of the generated class.</summary>
    public const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl(Optimized)]";

    /// <summary>Has a method compiled into its callers.</summary>
    public const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public const string Simd = "global::CompiledNets.Simd.";

    public const string LaneConstraint = "where V : struct, global::CompiledNets.Simd.ISimd<V>";

    /// <summary>The head of a kernel that is generic over the lane type, and over extents.</summary>
    public static CodeWriter.Closer Kernel(this CodeWriter writer, string access, string returnType, string name, string[] extents, string parameters)
    {
        writer.Line(Optimized);
        writer.Line($"{access} static {returnType} {name}<{string.Join(", ", extents.Prepend("V"))}>({parameters})");
        string constraints = string.Concat(extents.Select(extent => $" where {extent} : struct, {Simd}IExtent"));
        return writer.Block($"    {LaneConstraint}{constraints}");
    }

    /// <inheritdoc cref="Kernel(CodeWriter, string, string, string, string[], string)"/>
    public static CodeWriter.Closer Kernel(this CodeWriter writer, string name, string parameters, string returnType = "void") =>
        writer.Kernel("public", returnType, name, [], parameters);

    /// <summary>A number as a type.</summary>
    public static string Extent(int value) => $"{Simd}Extent{Literal.Int(value)}";
}
