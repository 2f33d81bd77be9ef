using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>
/// The members of a net's generated half, and what in the user's half collides with them. C# has one rule for declaring twice and for hiding an
/// inherited member: a method collides with methods of the same parameters and with anything else of its name; anything else collides with
/// everything of its name.
/// </summary>
internal static class GeneratedMembers
{
    private const string Floats = "global::System.ReadOnlySpan<float>", Labels = "global::System.ReadOnlySpan<int>", Destination = "global::System.Span<float>";

    /// <summary>What every net has; a method by its parameters.</summary>
    private static readonly (string Name, string? Parameters)[] OfEveryNet =
    [
        ("InputSize", null),
        ("OutputSize", null),
        ("BatchSize", null),
        ("ParameterCount", null),
        ("Description", null),
        ("get_Description", ""),
        ("Tensors", null),
        ("get_Tensors", ""),
        (WellKnownMemberNames.InstanceConstructorName, "int"),
        ("Predict", Floats + ", " + Destination),
        ("PredictRows", Floats + ", " + Destination),
        ("ReadTensor", "string, " + Destination),
        ("WriteTensor", "string, " + Floats),
        ("Save", "string"),
        ("Load", "string"),
        ("Kernels", null),
        ("Optimized", null),
        ("description", null),
        ("tensorMap", null),
        ("parameters", null),
        ("scratchPool", null),
    ];

    /// <summary>What a net with a trainer has besides.</summary>
    private static readonly (string Name, string? Parameters)[] OfTrainableNets =
    [
        ("ComputeLoss", Floats + ", " + Floats),
        ("ComputeLoss", Floats + ", " + Labels),
        ("MeanLoss", Floats + ", " + Floats + ", " + Labels + ", int"),
        ("CreateTrainer", "int"),
        ("Trainer", null),
        ("dropoutSeed", null),
    ];

    private static readonly HashSet<string> Names = [.. OfEveryNet.Concat(OfTrainableNets).Select(member => member.Name)];

    /// <summary>Whether the net's class cannot have this name, because a class and its member cannot share one.</summary>
    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>Whether a member that somebody else declares collides with a generated one.</summary>
    public static bool CollideWith(ISymbol member, bool isTrainable) =>
        ImplementsContract(member)
        || OfEveryNet.Any(generated => Collide(generated.Name, generated.Parameters, member))
        || (isTrainable && OfTrainableNets.Any(generated => Collide(generated.Name, generated.Parameters, member)));

    private static bool Collide(string name, string? parameters, ISymbol member)
    {
        if (member.Name != name || member.IsImplicitlyDeclared)
            return false;
        return parameters is null || member is not IMethodSymbol method || (method.TypeParameters.Length == 0 && Parameters(method) == parameters);
    }

    private static string Parameters(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(parameter =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)));

    /// <summary>Whether it implements a member of <c>ICompiledNet</c> or <c>ITrainableNet</c> explicitly, as the generated half does.</summary>
    private static bool ImplementsContract(ISymbol member)
    {
        IEnumerable<ISymbol> implemented = member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations,
            IPropertySymbol property => property.ExplicitInterfaceImplementations,
            _ => [],
        };
        return implemented.Any(contract => NetReader.IsInLibrary(contract.ContainingType));
    }
}
