using System.CommandLine;
using System.Globalization;

namespace ReadingDigits.CommandLine;

/// <summary>Options that are numbers within bounds. They are written with a decimal point in every culture.</summary>
internal static class Numbers
{
    /// <summary>An option that is a whole number, and <paramref name="usual"/> if it is left out.</summary>
    public static Option<int> Whole(string name, string description, int least, int usual, int most = int.MaxValue) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            bool isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
            if (isWhole && number >= least && number <= most)
                return number;
            result.AddError($"{name} takes a whole number {Bounds(least, most)}; '{text}' is none.");
            return 0;
        },
    };

    /// <summary>An option that is a share from 0 to less than 1, and null if it is left out.</summary>
    public static Option<double?> Share(string name, string description) => new(name)
    {
        HelpName = "SHARE",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and < 1)
                return share;
            result.AddError($"{name} takes a share from 0 to less than 1, like 0.1; '{text}' is none.");
            return null;
        },
    };

    private static string Bounds(int least, int most) => most == int.MaxValue && least > int.MinValue
        ? string.Create(CultureInfo.InvariantCulture, $"of at least {least}")
        : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
}
