using System.Globalization;

namespace Forecast;

/// <summary>
/// A plot of characters. A line is of braille dots, 2 by 4 in a character, with a value in each column of dots; marks are characters that lie over it.
/// </summary>
/// <param name="columns">The width in characters, the axis left of it not counted.</param>
/// <param name="rows">The height in characters, at least 2.</param>
/// <param name="low">The value at the bottom.</param>
/// <param name="high">The value at the top. What is above or below is drawn at the edge.</param>
internal sealed class TerminalPlot(int columns, int rows, double low, double high)
{
    private const int DotsAcross = 2, DotsDown = 4;
    private const char NoDots = '\u2800', AllDots = '\u28ff';

    /// <summary>The bit of each dot in a braille character, <c>[down, across]</c>: the code of Unicode's block 2800.</summary>
    private static readonly int[,] DotBits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly char[,] _cells = Blank(rows, columns);

    /// <summary>The number of values that the width has room for.</summary>
    public int Capacity => columns * DotsAcross;

    /// <summary>Draws a line through values, one for each column of dots.</summary>
    public void DrawLine(ReadOnlySpan<float> values)
    {
        int count = Math.Min(values.Length, Capacity);
        for (int x = 0; x < count; x++)
        {
            // From one value to the next without a gap: the dots between them belong to the second.
            int to = DotRow(values[x]), from = x == 0 ? to : DotRow(values[x - 1]);
            from += Math.Sign(to - from);
            for (int y = Math.Min(from, to); y <= Math.Max(from, to); y++)
                SetDot(x, y);
        }
    }

    /// <summary>Marks some of the values, over lines and earlier marks.</summary>
    /// <param name="values">The values, one for each column of dots.</param>
    /// <param name="mark">The character.</param>
    /// <param name="every">How many characters a mark is from the next.</param>
    public void DrawMarks(ReadOnlySpan<float> values, char mark, int every)
    {
        int count = Math.Min(values.Length, Capacity);
        for (int x = 0; x < count; x += every * DotsAcross)
            _cells[DotRow(values[x]) / DotsDown, x / DotsAcross] = mark;
    }

    /// <summary>The lines of the plot from top to bottom, each with its part of the axis.</summary>
    public IEnumerable<string> Lines()
    {
        for (int row = 0; row < rows; row++)
        {
            string label = row == 0 ? Label(high) : row == rows - 1 ? Label(low) : "";
            IEnumerable<char> cells = Enumerable.Range(0, columns).Select(column => _cells[row, column]);
            yield return $"{label,6} │" + string.Concat(cells.Select(cell => cell == NoDots ? ' ' : cell)).TrimEnd();
        }
    }

    private int DotRow(float value)
    {
        int last = (rows * DotsDown) - 1;
        return (int)Math.Round(Math.Clamp((high - value) / (high - low), 0, 1) * last);
    }

    private void SetDot(int x, int y)
    {
        ref char cell = ref _cells[y / DotsDown, x / DotsAcross];
        if (cell is >= NoDots and <= AllDots)
            cell = (char)(cell | DotBits[y % DotsDown, x % DotsAcross]);
    }

    private static char[,] Blank(int rows, int columns)
    {
        var cells = new char[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                cells[row, column] = NoDots;
        }
        return cells;
    }

    private static string Label(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
