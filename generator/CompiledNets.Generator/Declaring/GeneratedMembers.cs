using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>
/// The members of a net's generated half, and what in the user's half collides with them. C# has one rule for declaring twice and for hiding an
/// inherited member: a method collides with methods of the same parameters and with anything else of its name; anything else collides with
/// everything of its name.
/// </summary>
/// <param name="isTrainable">Whether the net has a trainer.</param>
/// <param name="isRecurrent">Whether it has recurrent layers.</param>
/// <param name="takesIndices">Whether it takes indices where other nets take numbers.</param>
internal sealed class GeneratedMembers(bool isTrainable, bool isRecurrent, bool takesIndices)
{
    private const string Floats = "global::System.ReadOnlySpan<float>", Labels = "global::System.ReadOnlySpan<int>", Destination = "global::System.Span<float>";

    /// <summary>The nested class, which the user's half may name before it is there.</summary>
    private const string State = "State";

    /// <summary>Stands for the type of a net's inputs.</summary>
    private const string Inputs = "inputs";

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
        ("Predict", Inputs + ", " + Destination),
        ("PredictRows", Inputs + ", " + Destination),
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
        ("ComputeLoss", Inputs + ", " + Floats),
        ("ComputeLoss", Inputs + ", " + Labels),
        ("MeanLoss", Inputs + ", " + Floats + ", " + Labels + ", int"),
        ("CreateTrainer", "int"),
        ("Trainer", null),
        ("dropoutSeed", null),
    ];

    /// <summary>What a net with recurrent layers may have besides.</summary>
    private static readonly (string Name, string? Parameters)[] OfRecurrentNets =
    [
        ("StepInputSize", null),
        ("StepOutputSize", null),
        ("CreateState", ""),
        ("Step", $"{State}, {Inputs}, {Destination}"),
        ("State", null),
    ];

    private static readonly HashSet<string> Names = [.. OfEveryNet.Concat(OfTrainableNets).Select(member => member.Name)];

    private static readonly HashSet<string> RecurrentNames = [.. OfRecurrentNets.Select(member => member.Name)];

    /// <summary>Whether the net's class cannot have this name, because a class and its member cannot share one.</summary>
    public static bool Contains(string name, bool isRecurrent) => Names.Contains(name) || (isRecurrent && RecurrentNames.Contains(name));

    /// <summary>Whether a member that somebody else declares collides with a generated one.</summary>
    public bool CollideWith(ISymbol member) =>
        ImplementsContract(member)
        || OfEveryNet.Any(generated => Collide(generated.Name, generated.Parameters, member))
        || (isTrainable && OfTrainableNets.Any(generated => Collide(generated.Name, generated.Parameters, member)))
        || (isRecurrent && OfRecurrentNets.Any(generated => Collide(generated.Name, generated.Parameters, member)));

    private bool Collide(string name, string? parameters, ISymbol member)
    {
        if (member.Name != name || member.IsImplicitlyDeclared)
            return false;
        return parameters is null || member is not IMethodSymbol method || (method.TypeParameters.Length == 0 && Parameters(method) == parameters.Replace(Inputs, takesIndices ? Labels : Floats));
    }

    private static string Parameters(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(parameter =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + Name(parameter.Type, method.ContainingType)));

    private static string Name(ITypeSymbol type, INamedTypeSymbol net) => type.Name == State && (type.ContainingType is null || SymbolEqualityComparer.Default.Equals(type.ContainingType, net))
        ? State
        : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

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
