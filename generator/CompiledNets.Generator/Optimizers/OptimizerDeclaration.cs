using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Optimizers;

/// <summary>The declared optimizer; each kind is a record of its hyperparameters, and knows its own update.</summary>
/// <param name="LearningRate">The step size to begin with.</param>
/// <param name="Site">Its attribute.</param>
internal abstract record OptimizerDeclaration(double LearningRate, Site Site)
{
    /// <summary>What a moment, or a mean of squares, that decays goes through: without it, it would end as a subnormal number.</summary>
    protected const string FlushTiny = "global::CompiledNets.Simd.VectorMath.FlushTiny", SquarableSize = "global::CompiledNets.Simd.VectorMath.SquarableSize";

    /// <summary>The attribute as it is written.</summary>
    public abstract string WrittenName { get; }

    /// <summary>Whether it shrinks the parameters besides following the gradient, so that they may grow out of bounds while the gradient does not.</summary>
    public virtual bool DecaysWeights => false;

    /// <summary>What it keeps for every parameter from step to step: the names of those arrays, as long as the parameters.</summary>
    public abstract EquatableArray<string> States { get; }

    /// <summary>The update as a formula, for the kernel's documentation.</summary>
    public abstract string Formula { get; }

    /// <summary>Numbers that are worked out once a step, in double; the update takes them as floats.</summary>
    public abstract EquatableArray<StepNumber> StepNumbers { get; }

    /// <summary>Those of them that the update takes.</summary>
    public IEnumerable<StepNumber> Numbers => StepNumbers.Where(number => number.PowerOf is null);

    /// <summary>The running powers that they are worked out from.</summary>
    public IEnumerable<StepNumber> Powers => StepNumbers.Where(number => number.PowerOf is not null);

    /// <summary>The parameters of a method that takes the numbers, each after a comma.</summary>
    public string NumberParameters => string.Concat(Numbers.Select(number => $", float {number.Name}"));

    /// <summary>The arguments for them.</summary>
    public string NumberArguments => string.Concat(Numbers.Select(number => $", {number.Name}"));

    /// <summary>
    /// The update of one vector as C# statements: reads <c>g</c> (the gradient) and <c>p</c> (the parameter), changes <c>p</c> and the states,
    /// which are variables by their names; step numbers are variables too.
    /// </summary>
    public abstract EquatableArray<string> Update { get; }

    public static OptimizerDeclaration? TryRead(AttributeReader reader) => reader.WrittenName switch
    {
        "Sgd" => Sgd.Read(reader),
        "Adam" => Adam.Read(reader, decoupledDecay: false),
        "AdamW" => Adam.Read(reader, decoupledDecay: true),
        "RmsProp" => RmsProp.Read(reader),
        "Adagrad" => Adagrad.Read(reader),
        _ => null,
    };

    private protected static double ReadLearningRate(AttributeReader reader, double defaultValue) =>
        reader.GetHyperparameter("LearningRate", defaultValue, HyperparameterRange.LearningRate, "[" + reader.WrittenName + "]");
}

/// <summary>A number that an optimizer works out once a step.</summary>
/// <param name="Name">The variable in the update.</param>
/// <param name="Expression">Its value, in double; may use <c>learningRate</c> and the powers of the net's trainer.</param>
/// <param name="PowerOf">If not null, this number is a running power: it begins at 1 and is multiplied by this value at the start of each step.</param>
internal sealed record StepNumber(string Name, string Expression, double? PowerOf = null);
