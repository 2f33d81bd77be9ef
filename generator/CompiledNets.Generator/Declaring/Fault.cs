using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaring;

/// <summary>
/// A place in a declaration that compares by value and holds no syntax: an attribute, by its position among the class's attributes, and an
/// argument of it by its parameter's or property's name; or the class itself, or a member of it. The analyzer turns it into a location.
/// </summary>
/// <param name="Attribute">The attribute's index, or −1 for none.</param>
/// <param name="Argument">The argument, or null for the whole attribute.</param>
/// <param name="Element">The element of an argument that is an array, or −1 for the whole argument.</param>
/// <param name="Member">The index of a member of the class, or −1 for none.</param>
internal readonly record struct Site(int Attribute, string? Argument = null, int Element = -1, int Member = -1)
{
    /// <summary>The class's name.</summary>
    public static Site Class => new(-1);

    /// <summary>The name of a member of the class, by its index among <c>GetMembers()</c>.</summary>
    public static Site OfMember(int index) => new(-1, Member: index);

    public Site At(string argument, int element = -1) => this with { Argument = argument, Element = element };
}

/// <summary>Something wrong in a declaration.</summary>
internal readonly record struct Fault(DiagnosticDescriptor Descriptor, Site Site, EquatableArray<string> Arguments);

/// <summary>Receives the faults of one declaration. The generator only needs to know whether there were errors; the analyzer reports them.</summary>
internal sealed class FaultSink(Action<Fault>? report = null)
{
    /// <summary>Whether any fault so far is an error, so that no code can be generated.</summary>
    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Site site, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        report?.Invoke(new Fault(descriptor, site, arguments.Select(Text).ToEquatableArray()));
    }

    private static string Text(object argument) => Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
