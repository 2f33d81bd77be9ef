using System.Globalization;

namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>What layers are called that are given no name: their kind, and their number among that kind.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>The name of the next layer.</summary>
    /// <param name="kind">What its kind is called before the number: <c>dense</c>.</param>
    /// <param name="attribute">Its attribute, which may say another name.</param>
    public string Next(string kind, DeclaredAttribute attribute)
    {
        int number = numbers[kind] = numbers.GetValueOrDefault(kind) + 1;
        return attribute.Text("Name", kind + number.ToString(CultureInfo.InvariantCulture));
    }
}
