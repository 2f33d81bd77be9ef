namespace CompiledNets.Nets;

/// <summary>Finds what somebody meant who wrote a name that does not exist.</summary>
internal static class Spelling
{
    /// <summary>The candidate with the fewest single-character edits from the name, or null where none shares most of it.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int edits = Distance(name, candidate);
            if (edits < fewest && 2 * edits <= candidate.Length)
                (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    // Levenshtein's distance, by rows (Wagner and Fischer 1974); letters of another case are equal.
    private static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        int[] current = new int[to.Length + 1];
        for (int i = 0; i < from.Length; i++)
        {
            current[0] = i + 1;
            for (int j = 0; j < to.Length; j++)
            {
                int substitution = char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]) ? 0 : 1;
                current[j + 1] = Math.Min(previous[j] + substitution, 1 + Math.Min(previous[j + 1], current[j]));
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
