using System.Collections.Immutable;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;
using Microsoft.CodeAnalysis;
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
        // A net in generated code gets no code either if it is wrong, so it must be told why.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        AttributeData? first = type.GetAttributes().FirstOrDefault(NetReader.IsOurs);
        if (first is null)
            return;
        bool isCertain = !NetReader.HasUnresolvedAttributes(type);
        if (!NetReader.IsNet(type))
        {
            if (isCertain)
                ReportNotANet(context, type, first);
            return;
        }

        var faults = new FaultSink(fault => context.ReportDiagnostic(Diagnostic.Create(
            fault.Descriptor, SiteLocation.Of(type, fault.Site, context.CancellationToken), fault.Arguments.ToArray<object>())));
        if (NetReader.Read(type, faults, context.CancellationToken) is { } declaration && isCertain)
            NetPlanner.Plan(declaration, faults);
    }

    private static void ReportNotANet(SymbolAnalysisContext context, INamedTypeSymbol type, AttributeData attribute)
    {
        Location location = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0];
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.NotANet, location, type.Name, AttributeReader.Written(attribute.AttributeClass!.Name)));
    }
}
