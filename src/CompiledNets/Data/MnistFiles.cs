namespace CompiledNets;

/// <summary>Reads data sets in the four files that MNIST comes in, which others, like Fashion-MNIST and EMNIST, come in too.</summary>
/// <example>
/// <code>
/// (Dataset train, Dataset test) = MnistFiles.Load("data/mnist");
/// </code>
/// </example>
public static class MnistFiles
{
    /// <summary>
    /// Reads the training and the test set from a directory: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each plain or with <c>.gz</c> after it, and with a dot before
    /// <c>idx</c> instead of the dash if that is how it is called. Pixels become 0 to 1.
    /// </summary>
    /// <param name="directory">Where the files are.</param>
    /// <exception cref="IOException">The directory or a file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is malformed, or the files do not belong together; the message names file and fault.
    /// </exception>
    public static (Dataset Train, Dataset Test) Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"There is no directory '{directory}'.");

        string trainImages = Find(directory, "train-images", "idx3");
        string trainLabels = Find(directory, "train-labels", "idx1");
        string testImages = Find(directory, "t10k-images", "idx3");
        string testLabels = Find(directory, "t10k-labels", "idx1");
        Dataset train = Load(trainImages, trainLabels);
        Dataset test = Load(testImages, testLabels);
        if (train.InputSize != test.InputSize)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{testImages}: the images have {test.InputSize} pixels; those in {trainImages} have {train.InputSize}."));
        }

        return (train, test);
    }

    /// <summary>Reads a file of images and a file of their labels. Pixels become 0 to 1.</summary>
    /// <param name="imagesPath">The images: an IDX file of at least two dimensions, the first of which counts the images.</param>
    /// <param name="labelsPath">The labels: an IDX file of one dimension.</param>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, or is a directory.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is malformed, or there are not as many labels as images; the message names file and fault.
    /// </exception>
    public static Dataset Load(string imagesPath, string labelsPath)
    {
        IdxFile images = IdxFile.Read(imagesPath);
        if (images.Shape.Count < 2)
            throw new InvalidDataException($"{imagesPath}: images have at least two dimensions; this file has the shape {images}.");
        IdxFile labels = IdxFile.Read(labelsPath);
        if (labels.Shape.Count != 1)
            throw new InvalidDataException($"{labelsPath}: labels have one dimension; this file has the shape {labels}.");
        if (labels.Shape[0] != images.Shape[0])
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{labelsPath}: there are {labels.Shape[0]} labels for the {images.Shape[0]} images in {imagesPath}."));
        }

        return Dataset.WithLabels(ToUnitRange(images.Values.Span), ToLabels(labels.Values.Span));
    }

    private static string Find(string directory, string content, string format)
    {
        string standard = $"{content}-{format}-ubyte";
        string variant = $"{content}.{format}-ubyte";
        foreach (string name in (string[])[standard, $"{standard}.gz", variant, $"{variant}.gz"])
        {
            string path = Path.Combine(directory, name);
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException(
            $"There is no file '{standard}', plain or with .gz, in '{directory}'.", Path.Combine(directory, standard));
    }

    private static float[] ToUnitRange(ReadOnlySpan<byte> pixels)
    {
        var values = new float[pixels.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = pixels[i] / 255f;
        return values;
    }

    private static int[] ToLabels(ReadOnlySpan<byte> bytes)
    {
        var labels = new int[bytes.Length];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = bytes[i];
        return labels;
    }
}
