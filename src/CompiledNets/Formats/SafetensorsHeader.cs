using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CompiledNets.Formats;

/// <summary>The header of a safetensors file, in both directions.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The bytes before the header, which hold its length.</summary>
    public const int LengthBytes = sizeof(ulong);

    /// <summary>The longest header that the reference implementation reads.</summary>
    public const int MaxLength = 100_000_000;

    public const string Metadata = "__metadata__";
    public const string Dtype = "dtype";
    public const string Shape = "shape";
    public const string DataOffsets = "data_offsets";

    private const int Alignment = 8;

    /// <summary>The header for a net's tensors as F32, one after the other; padded with spaces so that the values are aligned.</summary>
    public static byte[] Write(IReadOnlyList<TensorInfo> tensors)
    {
        using var json = new MemoryStream();
        // Names are UTF-8 as they are; the file is no part of a web page.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(json, options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Metadata);
            writer.WriteString("format", "pt");
            writer.WriteEndObject();
            long begin = 0;
            foreach (TensorInfo tensor in tensors)
            {
                long end = begin + (long)tensor.Length * sizeof(float);
                WriteEntry(writer, tensor, begin, end);
                begin = end;
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0)
            json.WriteByte((byte)' ');
        return json.ToArray();
    }

    /// <summary>The tensors that a header names, in its order; that their places fit together is for <see cref="SafetensorsLayout"/>.</summary>
    /// <exception cref="InvalidDataException">The header is malformed.</exception>
    public static List<SafetensorsEntry> Parse(string path, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw SafetensorsFault.Of(path, "its header is not a JSON object; it must begin with '{'. It may be a file of another format.");
        if (!Utf8.IsValid(json))
            throw SafetensorsFault.Of(path, "its header is not valid UTF-8.");

        try
        {
            var parser = new SafetensorsHeaderParser(path, json);
            return parser.Parse();
        }
        catch (JsonException exception)
        {
            throw SafetensorsFault.Of(path, $"its header is not JSON: {exception.Message}", exception);
        }
    }

    private static void WriteEntry(Utf8JsonWriter writer, TensorInfo tensor, long begin, long end)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString(Dtype, ElementType.Float32);
        writer.WriteStartArray(Shape);
        foreach (int size in tensor.Shape)
            writer.WriteNumberValue(size);
        writer.WriteEndArray();
        writer.WriteStartArray(DataOffsets);
        writer.WriteNumberValue(begin);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
