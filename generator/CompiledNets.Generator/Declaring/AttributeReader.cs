using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>Reads the arguments of one attribute, and says where each stands.</summary>
internal sealed class AttributeReader(AttributeData attribute, int index, string net, FaultSink faults)
{
    /// <summary>The attribute's class: <c>DenseAttribute</c>.</summary>
    public string ClassName { get; } = attribute.AttributeClass!.Name;

    /// <summary>The attribute as it is written: <c>Dense</c>.</summary>
    public string WrittenName => Written(ClassName);

    public Site Site { get; } = new(index);

    /// <summary>
    /// Whether every size is known and the compiler understood the arguments. A layer that is half typed has the compiler's error; whatever is
    /// worked out from its defaults would only add noise.
    /// </summary>
    public bool IsComplete { get; private set; } =
        attribute.AttributeConstructor is not null
        && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)).All(IsUnderstood);

    public FaultSink Faults => faults;

    public string Net => net;

    /// <summary>The value of a constructor parameter or property, or <paramref name="defaultValue"/> where it is not written.</summary>
    public T Get<T>(string name, T defaultValue) =>
        Find(name) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: T value } ? value : defaultValue;

    public bool IsSet(string name) => Find(name) is not null;

    /// <summary>Sizes that must be positive, at least one of them.</summary>
    public EquatableArray<int> GetSizes(string name, string subject)
    {
        EquatableArray<int> sizes = Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(value => value.Kind == TypedConstantKind.Primitive && value.Value is int size ? size : 0).ToEquatableArray()
            : EquatableArray<int>.Empty;
        if (!IsComplete)
            return sizes;
        if (sizes.Count == 0)
            Report(-1);
        for (int i = 0; i < sizes.Count; i++)
        {
            if (sizes[i] < 1)
                Report(i);
        }

        return sizes;

        void Report(int element)
        {
            IsComplete = false;
            string value = "(" + string.Join(", ", sizes) + ")", wayOut = sizes.Count == 0 ? "give it at least one size" : "every size must be at least 1";
            faults.Report(Analysis.DiagnosticDescriptors.SizeNotPositive, Site.At(name, element), net, subject, name, value, wayOut);
        }
    }

    /// <summary>A value of the generator's mirror of one of the library's enums; the two have the same names and numbers.</summary>
    public T GetEnum<T>(string name, T defaultValue, string subject)
        where T : struct, Enum
    {
        if (Find(name) is not { Kind: TypedConstantKind.Enum, Value: int value } constant)
            return defaultValue;
        if (Enum.IsDefined(typeof(T), value))
            return (T)Enum.ToObject(typeof(T), value);
        faults.Report(Analysis.DiagnosticDescriptors.UndefinedEnumValue, Site.At(name), net, subject, name, value, constant.Type?.Name ?? typeof(T).Name);
        return defaultValue;
    }

    /// <summary>A size that must be positive, or at least <paramref name="least"/>; that in place of one that is not.</summary>
    public int GetSize(string name, int defaultValue, string subject, int least = 1)
    {
        int size = Get(name, defaultValue);
        if (size >= least)
            return size;
        IsComplete = false;
        faults.Report(Analysis.DiagnosticDescriptors.SizeNotPositive, Site.At(name), net, subject, name, size, $"it must be at least {least}");
        return least;
    }

    /// <summary>A hyperparameter that must lie in <paramref name="range"/>.</summary>
    public double GetHyperparameter(string name, double defaultValue, HyperparameterRange range, string subject)
    {
        double value = Get(name, defaultValue);
        if (!range.Contains(value))
            faults.Report(Analysis.DiagnosticDescriptors.HyperparameterOutOfRange, Site.At(name), net, subject, name, value, range.Text);
        return value;
    }

    /// <summary>The name of an attribute's class as users write it.</summary>
    public static string Written(string className)
    {
        const string Suffix = "Attribute";
        return className.EndsWith(Suffix, StringComparison.Ordinal) ? className.Substring(0, className.Length - Suffix.Length) : className;
    }

    private static bool IsUnderstood(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(IsUnderstood),
        _ => true,
    };

    private TypedConstant? Find(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (int i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            if (parameters[i].Name == name)
                return attribute.ConstructorArguments[i];
        }

        return null;
    }
}
