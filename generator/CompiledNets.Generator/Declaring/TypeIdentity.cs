using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>Where the net's class stands, as the other half of its declaration must repeat it.</summary>
/// <param name="Name">The class's name, escaped where it is a keyword: <c>@class</c>.</param>
/// <param name="PlainName">The name without escaping, for messages and files.</param>
/// <param name="Namespace">The namespace, escaped, or "" for the global one.</param>
/// <param name="ContainingTypes">The declarations of the containing types, outermost first: <c>partial class Outer</c>.</param>
/// <param name="FullName">The full metadata-like name, which names the generated file.</param>
internal sealed record TypeIdentity(string Name, string PlainName, string Namespace, EquatableArray<string> ContainingTypes, string FullName)
{
    public static TypeIdentity Of(INamedTypeSymbol type)
    {
        var containing = new Stack<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Push($"partial {Keyword(outer)} {Escape(outer.Name)}");
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } inner
            ? string.Join(".", inner.ToDisplayString().Split('.').Select(part => Escape(part.TrimStart('@'))))
            : "";
        string fullName = FullNameOf(type);
        return new TypeIdentity(Escape(type.Name), type.Name, space, containing.ToEquatableArray(), fullName);
    }

    /// <summary>The keyword, or keywords, that declare a type of this kind.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    /// <summary>The name as metadata has it: a plus between a type and the one it is nested in, so that no two types share it.</summary>
    private static string FullNameOf(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => FullNameOf(outer) + "+" + type.MetadataName,
        { ContainingNamespace.IsGlobalNamespace: false } => type.ContainingNamespace.ToDisplayString().Replace("@", "") + "." + type.MetadataName,
        _ => type.MetadataName,
    };

    private static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
        || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? "@" + name
            : name;
}
