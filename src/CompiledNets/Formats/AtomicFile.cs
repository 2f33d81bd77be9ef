namespace CompiledNets.Formats;

/// <summary>
/// Replaces a file as a whole: the new content is written to the disk under another name in the same folder, then takes the name.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Replaces or creates a file. A link stays a link, and a file's permissions stay as narrow as they were.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written. As after any exception, what was there before is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string fullPath = Path.GetFullPath(path);
        try
        {
            Replace(ResolveLink(fullPath), write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The file '{path}' cannot be written: {exception.Message} What was there before is unchanged.", exception);
        }
    }

    private static string ResolveLink(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void Replace(string target, Action<Stream> write)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Guid.NewGuid():N}.tmp");
        var stream = new FileStream(temporary, Options(target));
        bool isReplaced = false;
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            isReplaced = true;
        }
        finally
        {
            if (!isReplaced)
                File.Delete(temporary);
        }
    }

    private static FileStreamOptions Options(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = File.GetUnixFileMode(target);
        return options;
    }
}
