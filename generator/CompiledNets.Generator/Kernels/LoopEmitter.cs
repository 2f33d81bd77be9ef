using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints loops whose bounds are known: none where there is one pass.</summary>
internal static class LoopEmitter
{
    /// <summary>A loop over whole steps. The last one reaches back over places that were done before, so that all are of the same size.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="variable">The place's name.</param>
    /// <param name="count">The places.</param>
    /// <param name="step">Places done at once, at most as many as there are.</param>
    /// <param name="emitBody">Prints the body, given the place as an expression.</param>
    public static void EmitSteps(CodeWriter writer, string variable, int count, int step, Action<string> emitBody)
    {
        if (step == count)
        {
            emitBody("0");
            return;
        }

        using (writer.Block($"for (int {variable} = 0; ; {variable} = global::System.Math.Min({variable} + {step}, {count - step}))"))
        {
            emitBody(variable);
            writer.Line($"if ({variable} == {count - step})");
            writer.Line("    break;");
        }
    }

    /// <summary>A loop over so many places, one by one; none where there is one.</summary>
    public static CodeWriter.Closer Loop(this CodeWriter writer, string variable, int count) =>
        count == 1 ? default : writer.Block($"for (int {variable} = 0; {variable} < {count}; {variable}++)");

    /// <summary>Where a place is, as an expression.</summary>
    public static string Place(string outer, int outerStride, string inner, int innerStride) => (outer, inner) switch
    {
        ("0", "0") => "0",
        (_, "0") => $"{outer} * {outerStride}",
        ("0", _) => $"{inner} * {innerStride}",
        _ => $"{outer} * {outerStride} + {inner} * {innerStride}",
    };
}
