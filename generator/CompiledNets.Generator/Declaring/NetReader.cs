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

    private const string Namespace = "CompiledNets", HeadClass = "CompiledNetAttribute", ClipClass = "ClipGradientsAttribute";

    /// <summary>Reads the declaration, reporting what is wrong with it; null if its sizes or the order of its layers are not known.</summary>
    public static NetDeclaration? Read(INamedTypeSymbol type, FaultSink faults, CancellationToken cancellation)
    {
        ClassRules.CheckClass(type, faults, cancellation);
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        bool isOneDeclaration = CheckOneDeclaration(type, attributes, faults, cancellation), isComplete = isOneDeclaration;

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
            if (reader.ClassName == HeadClass)
                head = ReadHead(reader);
            else if (reader.ClassName == ClipClass)
                clip = (ReadClip(reader), reader.Site);
            else if (LossDeclaration.TryRead(reader) is { } anotherLoss)
                loss = One(loss, anotherLoss, SeveralLosses, reader, loss?.WrittenName);
            else if (OptimizerDeclaration.TryRead(reader) is { } anotherOptimizer)
                optimizer = One(optimizer, anotherOptimizer, SeveralOptimizers, reader, optimizer?.WrittenName);
            else if (LayerKinds.Find(reader.ClassName) is { } kind)
                layers.Add(kind.Declare(reader, LayerHeader.Read(reader, kind, numbers)));
            isComplete &= reader.IsComplete;
        }

        if (isOneDeclaration && !HasUnresolvedAttributes(type))
            CheckWhole(type.Name, layers, loss, optimizer, clip.Clip, clip.Site, faults);
        var members = new GeneratedMembers(
            isTrainable: loss is not null && optimizer is not null, IsRecurrent(type), takesIndices: layers.Count > 0 && layers[0].TakesIndices);
        ClassRules.CheckMembers(type, members, faults, cancellation);
        return head is null || !isComplete
            ? null
            : new NetDeclaration(
                TypeIdentity.Of(type), head.Site, head.InputShape, head.BatchSize, head.Unroll, layers.ToEquatableArray(), loss, optimizer, clip.Clip);
    }

    /// <summary>Whether a class has <c>[CompiledNet]</c>.</summary>
    public static bool IsNet(INamedTypeSymbol type) => type.GetAttributes().Any(IsHead);

    /// <summary>Whether a net has recurrent layers.</summary>
    public static bool IsRecurrent(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => IsInLibrary(attribute.AttributeClass) && attribute.AttributeClass!.BaseType is { Name: "RecurrentAttribute" });

    /// <summary>Whether an attribute is <c>[CompiledNet]</c>.</summary>
    public static bool IsHead(AttributeData attribute) => IsInLibrary(attribute.AttributeClass) && attribute.AttributeClass!.Name == HeadClass;

    /// <summary>Whether an attribute is one of those that declare a net.</summary>
    public static bool IsOurs(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (IsInLibrary(type) && type.Name is HeadClass or ClipClass or "LayerAttribute" or "LossAttribute" or "OptimizerAttribute")
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is one of the library's that users see.</summary>
    public static bool IsInLibrary(INamedTypeSymbol? type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether some attribute has a name that the compiler does not know: it may be meant as a layer, so what is missing is not certain.</summary>
    public static bool HasUnresolvedAttributes(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    private static NetHead ReadHead(AttributeReader reader)
    {
        const string Subject = "[CompiledNet]";
        return new NetHead(
            reader.Site, new Shape(reader.GetSizes("inputShape", Subject)), reader.GetSize("BatchSize", 32, Subject), reader.GetEnum("Unroll", Unroll.Auto, Subject));
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

    /// <summary>Checks that all of the net's attributes stand with <c>[CompiledNet]</c>; else the order of the layers is not known.</summary>
    private static bool CheckOneDeclaration(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, FaultSink faults, CancellationToken cancellation)
    {
        SyntaxNode? home = Declaration(attributes.FirstOrDefault(IsHead));
        bool isOne = true;
        for (int i = 0; i < attributes.Length; i++)
        {
            if (!IsOurs(attributes[i]) || Declaration(attributes[i]) == home)
                continue;
            faults.Report(SpreadAttributes, new Site(i), type.Name, AttributeReader.Written(attributes[i].AttributeClass!.Name));
            isOne = false;
        }

        return isOne;

        SyntaxNode? Declaration(AttributeData? attribute) => attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
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
        if (clip is not null && loss is null && optimizer is null)
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
