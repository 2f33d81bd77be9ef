using System.Globalization;
using System.Net;
using System.Text;

namespace CompiledNets.Benchmarks;

/// <summary>
/// A plot with two logarithmic axes as SVG. It has no background, and its colours are of middling lightness: it can be read on white and on black.
/// </summary>
/// <param name="Title">Over the plot.</param>
/// <param name="XLabel">Under it.</param>
/// <param name="YLabel">Left of it.</param>
/// <param name="Lines">What is plotted, all values positive.</param>
/// <param name="Limit">A height that is marked, and what it is.</param>
internal sealed record LogLogPlot(string Title, string XLabel, string YLabel, IReadOnlyList<LogLogPlot.Line> Lines, (string Name, double Y) Limit)
{
    private const int Width = 760, Height = 420, Left = 70, Right = 20, Top = 50, Bottom = 55;

    private const string Ink = "#7d7d7d";

    /// <summary>How far the axes go beyond what is plotted, in powers of ten.</summary>
    private const double Margin = 0.12;

    private static readonly int[] Factors = [1, 2, 5];

    private double LowX => Math.Log10(Lines.Min(line => line.Points.Min(point => point.X))) - Margin;

    private double HighX => Math.Log10(Lines.Max(line => line.Points.Max(point => point.X))) + Margin;

    private double LowY => Math.Log10(Math.Min(Limit.Y, Lines.Min(line => line.Points.Min(point => point.Y)))) - Margin;

    private double HighY => Math.Log10(Lines.Max(line => line.Points.Max(point => point.Y))) + Margin;

    /// <summary>The drawing.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        Write(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13" fill="{Ink}">""");
        Write(svg, $"""<title>{Text(Title)}</title>""");
        Write(svg, $"""<text x="{Left}" y="22" font-size="16">{Text(Title)}</text>""");
        WriteAxes(svg);
        WriteLimit(svg);
        for (int i = 0; i < Lines.Count; i++)
            WriteLine(svg, Lines[i], 24 + (i * 150));
        Write(svg, $"</svg>");
        return svg.ToString();
    }

    /// <summary>Powers of ten along x; 1, 2 and 5 times powers of ten along y, whose range is small.</summary>
    private void WriteAxes(StringBuilder svg)
    {
        for (int power = (int)Math.Ceiling(LowX); power <= HighX; power++)
        {
            double x = X(Math.Pow(10, power));
            Write(svg, $"""<path d="M{x:F1} {Top}V{Height - Bottom}" stroke="{Ink}" stroke-opacity="0.3"/>""");
            Write(svg, $"""<text x="{x:F1}" y="{Height - Bottom + 18}" text-anchor="middle">10<tspan dy="-5" font-size="10">{power}</tspan></text>""");
        }

        foreach (double value in OneTwoFive(LowY, HighY))
        {
            double y = Y(value);
            Write(svg, $"""<path d="M{Left} {y:F1}H{Width - Right}" stroke="{Ink}" stroke-opacity="0.3"/>""");
            Write(svg, $"""<text x="{Left - 8}" y="{y + 4:F1}" text-anchor="end">{value:G4}</text>""");
        }

        Write(svg, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - 12}" text-anchor="middle">{Text(XLabel)}</text>""");
        int middle = (Top + Height - Bottom) / 2;
        Write(svg, $"""<text x="18" y="{middle}" text-anchor="middle" transform="rotate(-90 18 {middle})">{Text(YLabel)}</text>""");
    }

    private void WriteLimit(StringBuilder svg)
    {
        double y = Y(Limit.Y);
        Write(svg, $"""<path d="M{Left} {y:F1}H{Width - Right}" stroke="{Ink}" stroke-dasharray="6 4"/>""");
        Write(svg, $"""<text x="{Left + 6}" y="{y - 6:F1}">{Text(Limit.Name)}</text>""");
    }

    private void WriteLine(StringBuilder svg, Line line, int legend)
    {
        string path = string.Join(' ', line.Points.Select(point => Invariant($"{X(point.X):F1},{Y(point.Y):F1}")));
        Write(svg, $"""<polyline points="{path}" fill="none" stroke="{line.Color}" stroke-width="2"/>""");
        foreach ((double x, double y) in line.Points)
            Write(svg, $"""<circle cx="{X(x):F1}" cy="{Y(y):F1}" r="3.5" fill="{line.Color}"/>""");
        Write(svg, $"""<circle cx="{Left + legend - 18}" cy="38" r="3.5" fill="{line.Color}"/>""");
        Write(svg, $"""<text x="{Left + legend - 10}" y="42" fill="{line.Color}">{Text(line.Name)}</text>""");
    }

    private double X(double value) => Left + ((Math.Log10(value) - LowX) / (HighX - LowX) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((Math.Log10(value) - LowY) / (HighY - LowY) * (Height - Top - Bottom));

    private static IEnumerable<double> OneTwoFive(double low, double high) =>
        from power in Enumerable.Range((int)Math.Floor(low), (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1)
        from factor in Factors
        let value = factor * Math.Pow(10, power)
        where Math.Log10(value) >= low && Math.Log10(value) <= high
        select value;

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Write(StringBuilder svg, FormattableString line) => svg.Append(Invariant(line)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line of the plot.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Color">As SVG writes it.</param>
    /// <param name="Points">From left to right.</param>
    internal sealed record Line(string Name, string Color, IReadOnlyList<(double X, double Y)> Points);
}
