namespace CompiledNets.Tests.Data;

public sealed class MnistFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("-", "")]
    [InlineData("-", ".gz")]
    [InlineData(".", "")]
    [InlineData(".", ".gz")]
    public void The_four_files_become_a_training_and_a_test_set(string separator, string extension)
    {
        WriteAll(separator, extension);

        (Dataset train, Dataset test) = MnistFiles.Load(_directory.Path);

        (train.Count, train.InputSize, test.Count, test.InputSize).ShouldBe((3, 4, 2, 4));
        train.Labels.ToArray().ShouldBe([7, 0, 9]);
        train.InputsOf(1).ToArray().ShouldBe([0, 1, 51 / 255f, 102 / 255f]);
        test.Labels.ToArray().ShouldBe([1, 2]);
    }

    [Fact]
    public void A_missing_directory_or_file_is_named()
    {
        string none = Path.Combine(_directory.Path, "none");
        Should.Throw<DirectoryNotFoundException>(() => MnistFiles.Load(none)).Message.ShouldContain(none);

        WriteAll("-", "");
        File.Delete(Path.Combine(_directory.Path, "t10k-labels-idx1-ubyte"));
        var missing = Should.Throw<FileNotFoundException>(() => MnistFiles.Load(_directory.Path));
        missing.Message.ShouldBe($"There is no file 't10k-labels-idx1-ubyte', plain or with .gz, in '{_directory.Path}'.");
    }

    [Fact]
    public void There_must_be_as_many_labels_as_images()
    {
        WriteAll("-", "");
        string labels = _directory.Write("train-labels-idx1-ubyte", 0, 0, 8, 1, 0, 0, 0, 2, 7, 0);

        string message = Should.Throw<InvalidDataException>(() => MnistFiles.Load(_directory.Path)).Message;

        message.ShouldStartWith($"{labels}: there are 2 labels for the 3 images in ");
        message.ShouldContain("train-images-idx3-ubyte");
    }

    [Fact]
    public void Images_and_labels_must_not_be_exchanged()
    {
        WriteAll("-", "");
        string images = Path.Combine(_directory.Path, "train-images-idx3-ubyte");
        string labels = Path.Combine(_directory.Path, "train-labels-idx1-ubyte");

        Should.Throw<InvalidDataException>(() => MnistFiles.Load(labels, labels)).Message
            .ShouldBe($"{labels}: images have at least two dimensions; this file has the shape [3].");
        Should.Throw<InvalidDataException>(() => MnistFiles.Load(images, images)).Message
            .ShouldBe($"{images}: labels have one dimension; this file has the shape [3, 2, 2].");
    }

    [Fact]
    public void Training_and_test_images_must_have_the_same_size()
    {
        WriteAll("-", "");
        string test = _directory.Write("t10k-images-idx3-ubyte", 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6);

        Should.Throw<InvalidDataException>(() => MnistFiles.Load(_directory.Path)).Message
            .ShouldStartWith($"{test}: the images have 1 pixels; those in ");
    }

    [Fact]
    public void A_malformed_file_among_the_four_is_named()
    {
        WriteAll("-", ".gz");
        string broken = _directory.Write("t10k-images-idx3-ubyte.gz", 1, 2, 3, 4, 5);

        Should.Throw<InvalidDataException>(() => MnistFiles.Load(_directory.Path)).Message
            .ShouldStartWith($"{broken}: an IDX file starts with");
    }

    private void WriteAll(string separator, string extension)
    {
        byte[] pixels = [9, 9, 9, 9, 0, 255, 51, 102, 8, 8, 8, 8];
        Write($"train-images{separator}idx3-ubyte{extension}", [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, .. pixels]);
        Write($"train-labels{separator}idx1-ubyte{extension}", 0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9);
        Write($"t10k-images{separator}idx3-ubyte{extension}", 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 1, 1, 1, 2, 2, 2, 2);
        Write($"t10k-labels{separator}idx1-ubyte{extension}", 0, 0, 8, 1, 0, 0, 0, 2, 1, 2);
    }

    private void Write(string name, params byte[] bytes) =>
        _directory.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? TemporaryDirectory.Gzip(bytes) : bytes);
}
