namespace CompiledNets.Formats;

/// <summary>What the header of a safetensors file says about one tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Dtype">The type of its values as the file spells it: <c>F32</c>.</param>
/// <param name="Shape">The sizes, outermost first.</param>
/// <param name="Begin">The first byte of its values, counted from the end of the header.</param>
/// <param name="End">The byte after its values.</param>
internal sealed record SafetensorsEntry(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End);
