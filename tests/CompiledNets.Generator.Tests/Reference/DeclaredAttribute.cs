using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Tests.Reference;

/// <summary>An attribute of a declaration, read from the source alone: it need not exist in the library.</summary>
/// <param name="Name">Its name as written: <c>Dense</c>.</param>
/// <param name="Arguments">The arguments without a name.</param>
/// <param name="Settings">The named ones.</param>
internal sealed record DeclaredAttribute(string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The whole numbers among the arguments: units, sizes, kernels.</summary>
    public int[] Sizes => [.. Arguments.Where(argument => int.TryParse(argument, CultureInfo.InvariantCulture, out _)).Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];

    /// <summary>The activation among the arguments.</summary>
    public Activation Activation => Arguments.FirstOrDefault(argument => argument.StartsWith("Activation.", StringComparison.Ordinal)) is { } written
        ? Enum.Parse<Activation>(written["Activation.".Length..])
        : Activation.Linear;

    /// <summary>All attributes in the source, in order.</summary>
    public static IEnumerable<DeclaredAttribute> Parse(string attributes) =>
        CSharpSyntaxTree.ParseText(attributes + " class Net;").GetRoot().DescendantNodes().OfType<AttributeSyntax>().Select(Parse);

    public int Integer(string setting, int absent) => Settings.TryGetValue(setting, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : absent;

    public double Number(string setting, double absent) => Settings.TryGetValue(setting, out string? value) ? double.Parse(value, CultureInfo.InvariantCulture) : absent;

    public bool IsTrue(string setting) => Settings.TryGetValue(setting, out string? value) && value == "true";

    public string Text(string setting, string absent) => Settings.GetValueOrDefault(setting, absent);

    private static DeclaredAttribute Parse(AttributeSyntax attribute)
    {
        AttributeArgumentSyntax[] arguments = [.. attribute.ArgumentList?.Arguments ?? []];
        return new DeclaredAttribute(
            attribute.Name.ToString(),
            [.. arguments.Where(argument => argument.NameEquals is null).Select(Value)],
            arguments.Where(argument => argument.NameEquals is not null).ToDictionary(argument => argument.NameEquals!.Name.ToString(), Value, StringComparer.Ordinal));
    }

    private static string Value(AttributeArgumentSyntax argument) =>
        argument.Expression.IsKind(SyntaxKind.StringLiteralExpression) ? ((LiteralExpressionSyntax)argument.Expression).Token.ValueText : argument.Expression.ToString();
}
