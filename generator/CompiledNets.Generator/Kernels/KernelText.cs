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

    /// <summary>A worker's share. Written out wherever it is declared: a user's type may be named <c>var</c>.</summary>
    public const string WorkRange = "global::CompiledNets.Threading.WorkRange";

    public const string LaneConstraint = "where V : struct, global::CompiledNets.Simd.ISimd<V>";

    /// <summary>The head of a kernel that is generic over the lane type, and over extents.</summary>
    public static CodeWriter.Closer Kernel(this CodeWriter writer, string access, string returnType, string name, string[] extents, string parameters)
    {
        writer.Line(Optimized);
        writer.Line($"{access} static {returnType} {name}<{string.Join(", ", extents.Prepend("V"))}>({parameters})");
        string constraints = string.Concat(extents.Select(extent => $" where {extent} : struct, {Simd}IExtent"));
        return writer.Block($"    {LaneConstraint}{constraints}");
    }

    /// <summary>
    /// The head of a kernel that calls much that must be inlined. It is kept out of its callers: what the JIT inlines into a method is limited in
    /// proportion to the method's own code, so that a caller has no room for a kernel, and lane operations would become calls.
    /// </summary>
    public static CodeWriter.Closer KernelApart(this CodeWriter writer, string name, string parameters, string returnType = "void")
    {
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(Optimized | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        writer.Line($"public static {returnType} {name}<V>({parameters})");
        return writer.Block($"    {LaneConstraint}");
    }

    /// <inheritdoc cref="Kernel(CodeWriter, string, string, string, string[], string)"/>
    public static CodeWriter.Closer Kernel(this CodeWriter writer, string name, string parameters, string returnType = "void") =>
        writer.Kernel("public", returnType, name, [], parameters);

    /// <summary>Whether there is AVX-512: lanes of 16, and 32 registers for 8 lanes too.</summary>
    public const string HasAvx512 = "global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated";

    /// <summary>When wide lanes are the faster ones.</summary>
    private const string WideIsFaster = Simd + "MachineLanes.AreWide";

    /// <summary>Prints the choice between the lane types, which the JIT folds.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="head">What stands before the call: an assignment, or nothing for a statement.</param>
    /// <param name="method">The kernel, without type arguments.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="tail">What stands behind the call.</param>
    /// <param name="areWide">When the lanes are the wide ones.</param>
    public static void Dispatch(this CodeWriter writer, string head, string method, string arguments, string tail = "", string areWide = WideIsFaster)
    {
        string wide = $"{method}<{Simd}WideLanes>({arguments})", portable = $"{method}<{Simd}PortableLanes>({arguments})";
        if (head.Length > 0)
        {
            writer.Line(head + areWide);
            writer.Line($"    ? {wide}");
            writer.Line($"    : {portable}{tail};");
            return;
        }

        writer.Line($"if ({areWide})");
        writer.Line($"    {wide};");
        writer.Line("else");
        writer.Line($"    {portable};");
    }

    /// <summary>A number as a type.</summary>
    public static string Extent(int value) => $"{Simd}Extent{Literal.Int(value)}";
}
