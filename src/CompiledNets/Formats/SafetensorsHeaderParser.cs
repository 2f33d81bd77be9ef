using System.Text.Json;

namespace CompiledNets.Formats;

/// <summary>Reads <c>{"NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"KEY": "VALUE"}}</c>.</summary>
internal ref struct SafetensorsHeaderParser
{
    private readonly string path;
    private Utf8JsonReader reader;

    public SafetensorsHeaderParser(string path, ReadOnlySpan<byte> json)
    {
        this.path = path;
        reader = new Utf8JsonReader(json);
    }

    /// <exception cref="InvalidDataException">The JSON does not have that form, or a key comes twice.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public List<SafetensorsEntry> Parse()
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        Expect(JsonTokenType.StartObject, "header", "object");
        while (NextKey(out string name))
        {
            if (!names.Add(name))
                throw SafetensorsFault.Of(path, name, "is in the header twice.");
            if (name == SafetensorsHeader.Metadata)
                SkipMetadata();
            else
                entries.Add(ParseEntry(name));
        }

        // Reads the padding, and throws at anything else.
        reader.Read();
        return entries;
    }

    private SafetensorsEntry ParseEntry(string name)
    {
        string? dtype = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        reader.Read();
        Expect(JsonTokenType.StartObject, $"entry of tensor {SafetensorsFault.Quote(name)}", "object");
        while (NextKey(out string key))
        {
            bool isNew = key switch
            {
                SafetensorsHeader.Dtype => Set(ref dtype, ParseText(name)),
                SafetensorsHeader.Shape => Set(ref shape, ParseSizes(name, key)),
                SafetensorsHeader.DataOffsets => Set(ref offsets, ParseSizes(name, key)),
                _ => throw SafetensorsFault.Of(
                    path, name, $"has the unknown key {SafetensorsFault.Quote(key)}; the keys are dtype, shape and data_offsets."),
            };
            if (!isNew)
                throw SafetensorsFault.Of(path, name, $"has the key '{key}' twice.");
        }

        if (dtype is null || shape is null || offsets is null)
        {
            string missing = dtype is null ? SafetensorsHeader.Dtype : shape is null ? SafetensorsHeader.Shape : SafetensorsHeader.DataOffsets;
            throw SafetensorsFault.Of(path, name, $"has no '{missing}'.");
        }

        if (offsets.Count != 2)
            throw SafetensorsFault.Of(
                path, name, $"has {offsets.Count} data_offsets {SafetensorsFault.Shape(offsets)}; it needs two, the begin and the end.");
        return new SafetensorsEntry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private string ParseText(string name)
    {
        reader.Read();
        Expect(JsonTokenType.String, $"dtype of tensor {SafetensorsFault.Quote(name)}", "string");
        return Text();
    }

    private List<long> ParseSizes(string name, string key)
    {
        reader.Read();
        Expect(JsonTokenType.StartArray, $"{key} of tensor {SafetensorsFault.Quote(name)}", "array of integers");
        var sizes = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.Number, $"{key} of tensor {SafetensorsFault.Quote(name)}", "array of integers");
            if (!reader.TryGetInt64(out long size) || size < 0)
                throw SafetensorsFault.Of(path, name, $"has a {key} with {Number()}; it must hold integers from 0 to {long.MaxValue}.");
            sizes.Add(size);
        }

        return sizes;
    }

    private void SkipMetadata()
    {
        reader.Read();
        Expect(JsonTokenType.StartObject, SafetensorsHeader.Metadata, "object");
        while (NextKey(out string key))
        {
            reader.Read();
            Expect(JsonTokenType.String, $"value of {SafetensorsFault.Quote(key)} in {SafetensorsHeader.Metadata}", "string");
        }
    }

    private bool NextKey(out string key)
    {
        reader.Read();
        bool isKey = reader.TokenType == JsonTokenType.PropertyName;
        key = isKey ? Text() : "";
        return isKey;
    }

    private readonly string Text()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw SafetensorsFault.Of(path, $"its header has an escaped string that is not Unicode: {exception.Message}", exception);
        }
    }

    private readonly string Number() => SafetensorsFault.Quote(System.Text.Encoding.UTF8.GetString(reader.ValueSpan));

    private readonly void Expect(JsonTokenType type, string what, string expected)
    {
        if (reader.TokenType != type)
            throw SafetensorsFault.Of(path, $"the {what} must be a JSON {expected}, but has a {reader.TokenType}.");
    }

    private static bool Set<T>(ref T? field, T value)
        where T : class
    {
        bool isNew = field is null;
        field = value;
        return isNew;
    }
}
