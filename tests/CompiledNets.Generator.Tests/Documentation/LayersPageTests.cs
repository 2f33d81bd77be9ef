using System.Text.RegularExpressions;
using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Documentation;

/// <summary>docs/layers.md has every layer of the library, and its examples are nets that compile.</summary>
public sealed partial class LayersPageTests
{
    private static string Page => Repository.ReadText("docs", "layers.md");

    public static TheoryData<string> Layers => [.. typeof(LayerAttribute).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
        .Select(type => type.Name[..^"Attribute".Length])];

    public static TheoryData<string> Examples => [.. Example().Matches(Page).Select(match => match.Groups["code"].Value)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_has_a_section_and_an_example(string layer)
    {
        Heading().Matches(Page).SelectMany(heading => heading.Groups["names"].Value.Split(", ")).ShouldContain(layer);
        Example().Matches(Page).ShouldContain(match => Regex.IsMatch(match.Groups["code"].Value, $@"\[{layer}[\](]"), $"an example with [{layer}]");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_a_net_without_faults(string code)
    {
        (await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + code)).ShouldBeEmpty();
        GeneratorHarness.Load(GeneratorHarness.Usings + code);
    }

    [GeneratedRegex(@"^## (?<names>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"```cs\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
