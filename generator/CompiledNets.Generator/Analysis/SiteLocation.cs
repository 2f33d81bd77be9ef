using CompiledNets.Generator.Declaring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Analysis;

/// <summary>Finds the place in the source that a <see cref="Site"/> means.</summary>
internal static class SiteLocation
{
    /// <summary>The element of the argument, else the argument, else its attribute; or the member; else the class's name above which [CompiledNet] stands.</summary>
    public static Location Of(INamedTypeSymbol type, Site site, CancellationToken cancellation)
    {
        if (site.Member >= 0 && type.GetMembers()[site.Member].Locations.FirstOrDefault(location => location.IsInSource) is { } ofMember)
            return ofMember;
        if (site.Attribute < 0)
            return OfClass(type, cancellation);
        AttributeData attribute = type.GetAttributes()[site.Attribute];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return OfClass(type, cancellation);
        return (site.Argument is null ? null : OfArgument(attribute, syntax, site.Argument, site.Element)) ?? syntax.GetLocation();
    }

    private static Location OfClass(INamedTypeSymbol type, CancellationToken cancellation)
    {
        SyntaxNode? head = type.GetAttributes().FirstOrDefault(NetReader.IsHead)?.ApplicationSyntaxReference?.GetSyntax(cancellation);
        return head?.Parent?.Parent is BaseTypeDeclarationSyntax declaration
            ? declaration.Identifier.GetLocation()
            : type.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;
    }

    private static Location? OfArgument(AttributeData attribute, AttributeSyntax syntax, string name, int element)
    {
        AttributeArgumentSyntax[] arguments = syntax.ArgumentList?.Arguments.ToArray() ?? [];
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name);
        if (named is not null)
            return OfElement(named, element);

        AttributeArgumentSyntax[] positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToArray();
        IParameterSymbol? parameter = attribute.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        if (parameter is null || parameter.Ordinal >= positional.Length)
            return null;
        if (!parameter.IsParams || positional.Length == parameter.Ordinal + 1)
            return OfElement(positional[parameter.Ordinal], element);
        return element >= 0
            ? positional[parameter.Ordinal + element].GetLocation()
            : Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(positional[parameter.Ordinal].SpanStart, positional[positional.Length - 1].Span.End));
    }

    /// <summary>An element of an array that is written out, else the whole argument.</summary>
    private static Location OfElement(AttributeArgumentSyntax argument, int element)
    {
        InitializerExpressionSyntax? elements = argument.Expression switch
        {
            ArrayCreationExpressionSyntax array => array.Initializer,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            _ => null,
        };
        return (element >= 0 && elements is not null && element < elements.Expressions.Count ? elements.Expressions[element] : (SyntaxNode)argument).GetLocation();
    }
}
