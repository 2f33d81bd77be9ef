using System.Collections.Immutable;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Losses;
using CompiledNets.Generator.Optimizers;
using Microsoft.CodeAnalysis;
using static CompiledNets.Generator.Analysis.DiagnosticDescriptors;

namespace CompiledNets.Generator.Declaring;

/// <summary>Reads a class's attributes into a <see cref="NetDeclaration"/>. The only place that knows both symbols and declarations.</summary>
internal static class NetReader
{
    public const string NetAttribute = "CompiledNets.CompiledNetAttribute";

    private const string Namespace = "CompiledNets";

    /// <summary>Names that the generated half declares, so that the class itself cannot have them.</summary>
    private static readonly HashSet<string> GeneratedMembers =
    [
        "InputSize", "OutputSize", "BatchSize", "ParameterCount", "Description", "Tensors", "Predict", "ComputeLoss", "ReadTensor", "WriteTensor",
        "Save", "Load", "CreateTrainer", "Trainer", "Kernels", "Optimized",
    ];

    /// <summary>Reads the declaration, reporting what is wrong with it; null if nothing can be made of it.</summary>
    public static NetDeclaration? Read(INamedTypeSymbol type, FaultSink faults, CancellationToken cancellation)
    {
        CheckClass(type, faults, cancellation);
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        CheckOneDeclaration(type, attributes, faults, cancellation);

        NetHead? head = null;
        var layers = new List<LayerDeclaration>();
        var numbers = new Dictionary<string, int>();
        LossDeclaration? loss = null;
        OptimizerDeclaration? optimizer = null;
        (ClipDeclaration? Clip, Site Site) clip = default;
        for (int i = 0; i < attributes.Length; i++)
        {
            if (!IsOurs(attributes[i]))
                continue;
            var reader = new AttributeReader(attributes[i], i, type.Name, faults);
            if (reader.ClassName == "CompiledNetAttribute")
                head = ReadHead(reader);
            else if (reader.ClassName == "ClipGradientsAttribute")
                clip = (ReadClip(reader), reader.Site);
            else if (LossDeclaration.TryRead(reader) is { } anotherLoss)
                loss = One(loss, anotherLoss, SeveralLosses, reader, loss?.WrittenName);
            else if (OptimizerDeclaration.TryRead(reader) is { } anotherOptimizer)
                optimizer = One(optimizer, anotherOptimizer, SeveralOptimizers, reader, optimizer?.WrittenName);
            else if (LayerKinds.Find(reader.ClassName) is { } kind)
                layers.Add(kind.Declare(reader, LayerHeader.Read(reader, kind, numbers)));
        }

        CheckWhole(type.Name, layers, loss, optimizer, clip.Clip, clip.Site, faults);
        return head is null
            ? null
            : new NetDeclaration(
                TypeIdentity.Of(type), head.Site, head.InputShape, head.BatchSize, head.Unroll, layers.ToEquatableArray(), loss, optimizer, clip.Clip);
    }

    /// <summary>Whether an attribute is one of those that declare a net.</summary>
    public static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true }, TypeKind: TypeKind.Class };

    private static NetHead ReadHead(AttributeReader reader)
    {
        const string Subject = "[CompiledNet]";
        EquatableArray<int> sizes = reader.GetInts("inputShape");
        if (sizes.Count == 0 || sizes.Any(size => size < 1))
        {
            string text = sizes.Count == 0 ? "()" : "(" + string.Join(", ", sizes) + ")";
            reader.Faults.Report(SizeNotPositive, reader.Site.At("inputShape"), reader.Net, Subject, "inputShape", text);
        }

        return new NetHead(
            reader.Site, new Shape(sizes.Count == 0 ? [1] : sizes.Select(size => Math.Max(1, size)).ToArray()), reader.GetSize("BatchSize", 32, Subject), reader.GetEnum("Unroll", Unroll.Auto, Subject));
    }

    private static ClipDeclaration? ReadClip(AttributeReader reader)
    {
        bool norm = reader.IsSet("Norm"), value = reader.IsSet("Value");
        if (norm == value)
        {
            reader.Faults.Report(ClipGradientsNeedsOne, reader.Site, reader.Net, norm ? "both Norm and Value" : "neither Norm nor Value");
            return null;
        }

        return new ClipDeclaration(
            norm, reader.GetHyperparameter(norm ? "Norm" : "Value", 0, HyperparameterRange.Positive, "[ClipGradients]"));
    }

    private static T One<T>(T? first, T another, DiagnosticDescriptor several, AttributeReader reader, string? firstName)
        where T : class
    {
        if (first is not null)
            reader.Faults.Report(several, reader.Site, reader.Net, "[" + firstName + "]", "[" + reader.WrittenName + "]");
        return first ?? another;
    }

    private static void CheckClass(INamedTypeSymbol type, FaultSink faults, CancellationToken cancellation)
    {
        if (!IsPartial(type, cancellation))
            faults.Report(NotPartial, Site.Class, type.Name);
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer, cancellation))
                faults.Report(ContainingTypeNotPartial, Site.Class, type.Name, outer.Name, TypeIdentity.Keyword(outer));
        }

        for (INamedTypeSymbol? generic = type; generic is not null; generic = generic.ContainingType)
        {
            if (generic.TypeParameters.Length > 0)
            {
                faults.Report(Generic, Site.Class, type.Name, generic.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                break;
            }
        }

        string? unsuitable = type switch
        {
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsRecord: true } => "a record",
            { IsFileLocal: true } => "local to its file",
            _ when type.InstanceConstructors.Any(constructor => IsPrimary(constructor, cancellation)) => "declared with a primary constructor",
            _ => null,
        };
        if (unsuitable is not null)
            faults.Report(UnsuitableClass, Site.Class, type.Name, unsuitable);
        if (GeneratedMembers.Contains(type.Name))
            faults.Report(ReservedName, Site.Class, type.Name);
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax(cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax declaration
        && declaration.Modifiers.Any(modifier => modifier.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PartialKeyword));

    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellation) => constructor.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    private static void CheckOneDeclaration(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, FaultSink faults, CancellationToken cancellation)
    {
        SyntaxNode? home = attributes.FirstOrDefault(attribute => IsOurs(attribute) && attribute.AttributeClass!.Name == "CompiledNetAttribute")
            ?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        for (int i = 0; i < attributes.Length; i++)
        {
            SyntaxNode? syntax = IsOurs(attributes[i]) ? attributes[i].ApplicationSyntaxReference?.GetSyntax(cancellation) : null;
            if (syntax is not null && syntax.Parent?.Parent != home)
                faults.Report(SpreadAttributes, new Site(i), type.Name, new AttributeReader(attributes[i], i, type.Name, faults).WrittenName);
        }
    }

    private static void CheckWhole(
        string net,
        List<LayerDeclaration> layers,
        LossDeclaration? loss,
        OptimizerDeclaration? optimizer,
        ClipDeclaration? clip,
        Site clipSite,
        FaultSink faults)
    {
        if (layers.Count == 0)
            faults.Report(NoLayers, Site.Class, net);
        if (loss is not null && optimizer is null)
            faults.Report(LossWithoutOptimizer, loss.Site, net, "[" + loss.WrittenName + "]");
        if (loss is null && optimizer is not null)
            faults.Report(OptimizerWithoutLoss, optimizer.Site, net, "[" + optimizer.WrittenName + "]");
        if (clip is not null && optimizer is null)
            faults.Report(ClipWithoutOptimizer, clipSite, net);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (LayerDeclaration layer in layers)
        {
            if (!names.Add(layer.Name))
                faults.Report(DuplicateName, layer.Site.At("Name"), net, layer.Name);
        }
    }

    private sealed record NetHead(Site Site, Shape InputShape, int BatchSize, Unroll Unroll);
}
