namespace ReadingDigits.CommandLine;

/// <summary>Whether a file can be saved: asked before the training whose result it is to hold.</summary>
internal static class SavePlace
{
    /// <summary>Tries whether a file can be written. An existing one keeps what it holds, and nothing is left behind.</summary>
    /// <exception cref="IOException">It cannot; the message says why.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new IOException("--save takes the name of a file; it is empty.");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new IOException($"The net cannot be saved as '{path}': that is a directory. Name a file in it.");

        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory))
            throw new IOException($"The net cannot be saved as '{path}': there is no directory '{directory}'.");
        try
        {
            // The net's file replaces the old one as a whole, so the directory must take new files and the old one must not be protected.
            if (File.Exists(path))
                File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
            File.Create(Path.Combine(directory, Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The net cannot be saved as '{path}': {fault.Message}", fault);
        }
    }
}
