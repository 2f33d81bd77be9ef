using System.Collections.Immutable;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNets.Generator.Analysis;

/// <summary>Reports what is wrong with a net, by declaring and planning it as the generator does, on the argument that is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = DiagnosticDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        AttributeData[] ours = type.GetAttributes().Where(NetReader.IsOurs).ToArray();
        if (ours.Length == 0)
            return;
        if (!ours.Any(attribute => attribute.AttributeClass!.Name == "CompiledNetAttribute"))
        {
            Location location = ours[0].ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0];
            string written = ours[0].AttributeClass!.Name;
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NotANet, location, type.Name, written.Substring(0, written.Length - "Attribute".Length)));
            return;
        }

        var faults = new FaultSink(fault => context.ReportDiagnostic(Diagnostic.Create(
            fault.Descriptor, Locate(type, fault.Site, context.CancellationToken), fault.Arguments.ToArray<object>())));
        if (NetReader.Read(type, faults, context.CancellationToken) is { } declaration)
            NetPlanner.Plan(declaration, faults);
    }

    /// <summary>The place in the source: the argument, else its attribute, else the class's name.</summary>
    private static Location Locate(INamedTypeSymbol type, Site site, CancellationToken cancellation)
    {
        Location ofClass = type.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;
        if (site.Attribute < 0)
            return ofClass;
        AttributeData attribute = type.GetAttributes()[site.Attribute];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return ofClass;
        return (site.Argument is { } name ? Argument(attribute, syntax, name) : null)?.GetLocation() ?? syntax.GetLocation();
    }

    private static AttributeArgumentSyntax? Argument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = syntax.ArgumentList?.Arguments ?? default;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == name || argument.NameColon?.Name.Identifier.ValueText == name)
                return argument;
        }

        int position = attribute.AttributeConstructor?.Parameters.Select(parameter => parameter.Name).ToList().IndexOf(name) ?? -1;
        AttributeArgumentSyntax[] positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToArray();
        return position >= 0 && position < positional.Length ? positional[position] : null;
    }
}
