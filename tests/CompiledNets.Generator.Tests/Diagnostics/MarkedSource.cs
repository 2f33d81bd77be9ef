using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>C# in which places are marked <c>[|so|]</c>.</summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Spans">The marked places, in their order.</param>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Open = "[|", Close = "|]";

    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        int position = 0;
        for (int open; (open = marked.IndexOf(Open, position, StringComparison.Ordinal)) >= 0;)
        {
            int close = marked.IndexOf(Close, open, StringComparison.Ordinal);
            text.Append(marked, position, open - position);
            spans.Add(new TextSpan(text.Length, close - open - Open.Length));
            text.Append(marked, open + Open.Length, close - open - Open.Length);
            position = close + Close.Length;
        }

        return new MarkedSource(text.Append(marked, position, marked.Length - position).ToString(), spans);
    }
}
