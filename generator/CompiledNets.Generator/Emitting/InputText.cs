using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>How generated members take a net's inputs: numbers, or the indices of a net that begins with an embedding.</summary>
internal static class InputText
{
    public const string Floats = "global::System.ReadOnlySpan<float>", Ints = "global::System.ReadOnlySpan<int>";

    /// <summary>The type of a parameter <c>inputs</c>.</summary>
    public static string Span(NetPlan net) => net.Vocabulary is null ? Floats : Ints;

    /// <summary>A reference to the first of them; kernels take the place of indices as one of floats.</summary>
    public static string Reference(NetPlan net, string inputs = "inputs")
    {
        string first = $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({inputs})";
        return net.Vocabulary is null ? first : $"ref global::System.Runtime.CompilerServices.Unsafe.As<int, float>({first})";
    }

    /// <summary>Prints the check that indices are in the vocabulary.</summary>
    public static void EmitCheck(CodeWriter writer, NetPlan net, string inputs = "inputs", string inputSize = "InputSize")
    {
        if (net.Vocabulary is { } vocabulary)
            writer.Line($"global::CompiledNets.Nets.SpanChecks.Indices({NetMembersEmitter.NameLiteral(net)}, {inputs}, {inputSize}, {vocabulary});");
    }

    /// <summary>Prints a member of a library interface that takes numbers, in a net that does not.</summary>
    public static void EmitRefusal(CodeWriter writer, NetPlan net, string member)
    {
        if (net.Vocabulary is not { } vocabulary)
            return;
        writer.Separate();
        writer.Line(Kernels.KernelText.Optimized);
        writer.Line($"{member} =>");
        writer.Line($"    throw global::CompiledNets.Nets.SpanChecks.TakesIndices({NetMembersEmitter.NameLiteral(net)}, {vocabulary});");
    }
}
