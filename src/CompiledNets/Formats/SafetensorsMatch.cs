namespace CompiledNets.Formats;

/// <summary>Finds a net's tensors in a file.</summary>
internal static class SafetensorsMatch
{
    // PyTorch's BatchNorm counts its steps; nothing is computed from it where a momentum is set.
    private const string StepCounter = "num_batches_tracked";

    /// <summary>The entries of all tensors, in the net's order.</summary>
    /// <exception cref="InvalidDataException">One is missing, there are others, or a dtype or shape does not fit.</exception>
    public static SafetensorsEntry[] EntriesOf(ICompiledNet net, SafetensorsFile file)
    {
        Dictionary<string, SafetensorsEntry> entries = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        CheckNames(net, file.Path, entries);
        SafetensorsEntry[] found = [.. net.Tensors.Select(tensor => entries[tensor.Name])];
        for (int i = 0; i < found.Length; i++)
            CheckTensor(net, file.Path, net.Tensors[i], found[i]);
        return found;
    }

    private static void CheckNames(ICompiledNet net, string path, Dictionary<string, SafetensorsEntry> entries)
    {
        HashSet<string> expected = [.. net.Tensors.Select(tensor => tensor.Name)];
        string[] missing = [.. net.Tensors.Select(tensor => tensor.Name).Where(name => !entries.ContainsKey(name))];
        string[] extra = [.. entries.Keys.Where(name => !expected.Contains(name) && !IsStepCounter(name))];
        if (missing.Length == 0 && extra.Length == 0)
            return;

        string lacks = missing.Length > 0 ? $" It lacks {SafetensorsFault.List(missing)}." : "";
        string has = extra.Length > 0 ? $" The net has no {SafetensorsFault.List(extra)}." : "";
        throw SafetensorsFault.Of(
            path, $"its tensors are not those of {net.Description.Name}.{lacks}{has} Name the layers alike, or choose the file of this net.");
    }

    private static bool IsStepCounter(string name) =>
        name == StepCounter || name.EndsWith($".{StepCounter}", StringComparison.Ordinal);

    private static void CheckTensor(ICompiledNet net, string path, TensorInfo tensor, SafetensorsEntry entry)
    {
        if (!ElementType.IsFloatingPoint(entry.Dtype))
            throw SafetensorsFault.Of(
                path, entry.Name, $"has the dtype {entry.Dtype}, but {net.Description.Name} needs F32 (F16, BF16 and F64 are converted).");
        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(size => (long)size)))
            throw SafetensorsFault.Of(
                path, entry.Name, $"has the shape {SafetensorsFault.Shape(entry.Shape)}, "
                + $"but {net.Description.Name} needs {SafetensorsFault.Shape(tensor.Shape)}.");
    }
}
