using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Emitting;

/// <summary>The name of a generated file: the type's full name. The compiler takes fewer characters there than in a name, and ignores case.</summary>
internal static class FileName
{
    public static string Of(TypeIdentity type, EquatableArray<string> ambiguousNames)
    {
        string name = string.Concat(type.FullName.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '+' ? c.ToString() : $"({(int)c:x4})"));
        return ambiguousNames.Contains(type.FullName) ? $"{name}.{Hash(type.FullName):x8}.g.cs" : name + ".g.cs";
    }

    /// <summary>The names that differ from another one in case only, in an order that does not depend on theirs.</summary>
    public static EquatableArray<string> Ambiguous(IEnumerable<string> names) => names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Distinct(StringComparer.Ordinal).Skip(1).Any())
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>FNV-1a, which is the same in every process.</summary>
    private static uint Hash(string name) => name.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
