using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator;

/// <summary>
/// Writes the other half of every class with <c>[CompiledNet]</c>: declare → plan → emit. What is wrong with a declaration is the analyzer's to
/// report; such a net gets no code.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CompiledNetGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that reads attributes into declarations.</summary>
    public const string DeclareStep = "Declare";

    /// <summary>The name of the step that turns declarations into plans.</summary>
    public const string PlanStep = "Plan";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetReader.NetAttribute, IsClass, Declare)
            .Where(declaration => declaration is not null)
            .Select((declaration, _) => declaration!)
            .WithTrackingName(DeclareStep);

        IncrementalValuesProvider<NetPlan> plans = declarations
            .Select((declaration, _) => NetPlanner.Plan(declaration, new FaultSink()))
            .Where(plan => plan is not null)
            .Select((plan, _) => plan!)
            .WithTrackingName(PlanStep);

        // File names do not differ in case only; hardly ever do nets, so that this is empty and every file stays cached.
        IncrementalValueProvider<EquatableArray<string>> ambiguousNames = plans
            .Select((plan, _) => plan.Type.FullName)
            .Collect()
            .Select((names, _) => FileName.Ambiguous(names));

        context.RegisterSourceOutput(plans.Combine(ambiguousNames), (output, pair) => Emit(output, pair.Left, pair.Right));
    }

    private static bool IsClass(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    private static NetDeclaration? Declare(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var faults = new FaultSink();
        NetDeclaration? declaration = NetReader.Read((INamedTypeSymbol)context.TargetSymbol, faults, cancellation);
        return faults.HasErrors ? null : declaration;
    }

    private static void Emit(SourceProductionContext context, NetPlan plan, EquatableArray<string> ambiguousNames) =>
        context.AddSource(FileName.Of(plan.Type, ambiguousNames), NetEmitter.Emit(plan));
}
