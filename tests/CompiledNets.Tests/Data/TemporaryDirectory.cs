using System.IO.Compression;

namespace CompiledNets.Tests.Data;

/// <summary>A directory for one test's files.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("CompiledNets").FullName;

    public string Write(string name, params byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Gzip(params byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
