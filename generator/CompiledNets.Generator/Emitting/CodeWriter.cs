using System.Globalization;
using System.Text;

namespace CompiledNets.Generator.Emitting;

/// <summary>Writes indented C# text. Lines end in "\n"; numbers are written with the invariant culture.</summary>
internal sealed class CodeWriter
{
    /// <summary>The characters that a thread keeps from one file to the next; a fully unrolled net may need far more, once.</summary>
    private const int MostPooled = 1 << 20;

    [ThreadStatic]
    private static StringBuilder? pooled;

    private readonly StringBuilder text;
    private int depth;

    public CodeWriter()
    {
        text = pooled ?? new StringBuilder(1 << 16);
        pooled = null;
    }

    /// <summary>Writes one line, or each line of a raw string, at the current depth.</summary>
    public void Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Line(FormattableString)"/>
    public void Line(string lines = "")
    {
        foreach (string line in lines.Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', depth * 4).Append(line.TrimEnd('\r'));
            text.Append('\n');
        }
    }

    /// <summary>Writes <paramref name="head"/> and an opening brace; disposing writes the closing one, or <paramref name="end"/>.</summary>
    public Closer Block(FormattableString head, string end = "}") => Block(head.ToString(CultureInfo.InvariantCulture), end);

    /// <inheritdoc cref="Block(FormattableString, string)"/>
    public Closer Block(string head, string end = "}")
    {
        Line(head);
        Line("{");
        depth++;
        return new Closer(this, end);
    }

    /// <summary>Sets a member apart from the one before it by a blank line; there is none at the beginning of a block.</summary>
    public void Separate()
    {
        if (text.Length >= 2 && text[text.Length - 2] != '{')
            text.Append('\n');
    }

    /// <summary>An XML documentation summary; the text is plain, and escaped here.</summary>
    public void Summary(FormattableString lines) => Summary(lines.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Summary(FormattableString)"/>
    public void Summary(string lines)
    {
        string[] split = lines.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Split('\n');
        if (split.Length == 1)
        {
            Line("/// <summary>" + split[0] + "</summary>");
            return;
        }

        Line("/// <summary>");
        foreach (string line in split)
            Line("/// " + line.TrimEnd('\r'));
        Line("/// </summary>");
    }

    /// <summary>The text; the writer must not be used afterwards.</summary>
    public string Finish()
    {
        string result = text.ToString();
        text.Clear();
        if (text.Capacity <= MostPooled)
            pooled = text;
        return result;
    }

    /// <summary>Closes a block; the default closes none.</summary>
    public readonly struct Closer(CodeWriter? writer, string end) : IDisposable
    {
        public void Dispose()
        {
            if (writer is null)
                return;
            writer.depth--;
            writer.Line(end);
        }
    }
}
