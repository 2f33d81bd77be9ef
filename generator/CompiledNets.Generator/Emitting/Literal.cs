using System.Globalization;

namespace CompiledNets.Generator.Emitting;

/// <summary>Values as C# source, independent of the culture.</summary>
internal static class Literal
{
    /// <summary>A <c>float</c> literal that reads back as the same bits.</summary>
    public static string Float(double value)
    {
        float exact = (float)value;
        if (float.IsInfinity(exact) || float.IsNaN(exact))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A number in generated code must be finite as a float: its range is to be checked where it is declared.");
        return Shortest(digits => exact.ToString("G" + digits, CultureInfo.InvariantCulture), 6, 9, text => float.Parse(text, CultureInfo.InvariantCulture) == exact) + "f";
    }

    /// <summary>A <c>double</c> literal that reads back as the same bits.</summary>
    public static string Double(double value) => Exact(value) + "d";

    /// <summary>A number for formulas in documentation: 0.001, 1e-8.</summary>
    public static string Short(double value) =>
        Exact(Math.Round(value, 15) is var rounded && rounded != 0 ? rounded : value).Replace("E+0", "e").Replace("E+", "e").Replace("E-0", "e-").Replace("E-", "e-");

    /// <summary>An <c>int</c> literal.</summary>
    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number for people: 101,770.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A string literal.</summary>
    public static string String(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    private static string Exact(double value) =>
        Shortest(digits => value.ToString("G" + digits, CultureInfo.InvariantCulture), 7, 17, text => double.Parse(text, CultureInfo.InvariantCulture) == value);

    // "R" does not read back everywhere that a generator runs (.NET Framework), and "G9" alone writes 0.1 as 0.100000001.
    private static string Shortest(Func<string, string> format, int fewest, int most, Func<string, bool> readsBack)
    {
        for (int digits = fewest; digits < most; digits++)
        {
            string text = format(Int(digits));
            if (readsBack(text))
                return text;
        }

        return format(Int(most));
    }
}
