namespace CompiledNets.Formats;

/// <summary>The exceptions for files that cannot be what they should be: they name the file, the tensor and the fault.</summary>
internal static class SafetensorsFault
{
    private const int MaxQuoted = 100;
    private const int MaxListed = 10;

    public static InvalidDataException Of(string path, string fault, Exception? cause = null) =>
        new($"The safetensors file '{path}' cannot be loaded: {fault}", cause);

    public static InvalidDataException Of(string path, string tensor, string fault) =>
        Of(path, $"tensor {Quote(tensor)} {fault}");

    /// <summary>A name from a file: what stands in it may be anything, at any length.</summary>
    public static string Quote(string name)
    {
        string printable = string.Concat(name.Take(MaxQuoted).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return name.Length > MaxQuoted ? $"'{printable}…'" : $"'{printable}'";
    }

    public static string List(IReadOnlyCollection<string> names)
    {
        string listed = string.Join(", ", names.Take(MaxListed).Select(Quote));
        return names.Count > MaxListed ? $"{listed} and {names.Count - MaxListed} more" : listed;
    }

    public static string Shape<T>(IReadOnlyList<T> sizes) =>
        sizes.Count > MaxListed ? $"[{string.Join(", ", sizes.Take(MaxListed))}, …]" : $"[{string.Join(", ", sizes)}]";
}
