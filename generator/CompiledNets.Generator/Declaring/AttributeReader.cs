using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>Reads the arguments of one attribute, and says where each stands.</summary>
internal sealed class AttributeReader(AttributeData attribute, int index, string net, FaultSink faults)
{
    /// <summary>The attribute's class: <c>DenseAttribute</c>.</summary>
    public string ClassName { get; } = attribute.AttributeClass!.Name;

    /// <summary>The attribute as it is written: <c>Dense</c>.</summary>
    public string WrittenName => ClassName.Substring(0, ClassName.Length - "Attribute".Length);

    public Site Site { get; } = new(index);

    public FaultSink Faults => faults;

    public string Net => net;

    /// <summary>The value of a constructor parameter or property, or <paramref name="defaultValue"/> where it is not written.</summary>
    public T Get<T>(string name, T defaultValue) =>
        Find(name) is { Kind: not TypedConstantKind.Error, Value: T value } ? value : defaultValue;

    public bool IsSet(string name) => Find(name) is not null;

    public EquatableArray<int> GetInts(string name) => Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
        ? array.Values.Select(value => value.Value is int size ? size : 0).ToEquatableArray()
        : EquatableArray<int>.Empty;

    /// <summary>A value of the generator's mirror of one of the library's enums; the two have the same names and numbers.</summary>
    public T GetEnum<T>(string name, T defaultValue, string subject)
        where T : struct, Enum
    {
        if (Find(name) is not { Value: int value })
            return defaultValue;
        if (Enum.IsDefined(typeof(T), value))
            return (T)Enum.ToObject(typeof(T), value);
        faults.Report(Analysis.DiagnosticDescriptors.UndefinedEnumValue, Site.At(name), net, subject, name, value, typeof(T).Name);
        return defaultValue;
    }

    /// <summary>A size that must be positive; 1 in place of one that is not, so that the rest can still be checked.</summary>
    public int GetSize(string name, int defaultValue, string subject)
    {
        int size = Get(name, defaultValue);
        if (size < 1)
            faults.Report(Analysis.DiagnosticDescriptors.SizeNotPositive, Site.At(name), net, subject, name, size);
        return Math.Max(1, size);
    }

    /// <summary>A hyperparameter that must lie in <paramref name="range"/>.</summary>
    public double GetHyperparameter(string name, double defaultValue, HyperparameterRange range, string subject)
    {
        double value = Get(name, defaultValue);
        if (!range.Contains(value))
            faults.Report(Analysis.DiagnosticDescriptors.HyperparameterOutOfRange, Site.At(name), net, subject, name, value, range.Text);
        return value;
    }

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
