using System.Runtime.CompilerServices;

namespace CompiledNets;

/// <summary>What a schedule's arguments must be.</summary>
internal static class ScheduleChecks
{
    /// <summary>The largest rate that a trainer takes.</summary>
    public const double LargestRate = 1e6;

    /// <exception cref="ArgumentOutOfRangeException">
    /// The condition does not hold; the message names the argument, its value and the range.
    /// </exception>
    public static void Require<T>(bool holds, T value, string range, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : notnull
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; it must be {range}."));
    }
}
