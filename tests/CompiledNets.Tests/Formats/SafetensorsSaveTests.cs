using System.Runtime.Versioning;
using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Formats;

public sealed class SafetensorsSaveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_saved_file_is_byte_for_byte_what_Python_writes()
    {
        string path = folder.File("net.safetensors");

        SafetensorsSample.Net().Save(path);

        File.ReadAllBytes(path).ShouldBe(SafetensorsSample.File);
    }

    [Fact]
    public void A_net_loaded_from_its_file_has_the_same_bits()
    {
        FakeNet net = SafetensorsSample.Net();
        net["dense1.weight"] = [float.NaN, -0f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MinValue];
        FakeNet loaded = SafetensorsSample.EmptyNet();

        net.Save(folder.File("net.safetensors"));
        loaded.Load(folder.File("net.safetensors"));

        loaded.AllValues.Select(BitConverter.SingleToInt32Bits).ShouldBe(net.AllValues.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_tensor_of_many_chunks_comes_back_whole()
    {
        FakeNet net = new FakeNet(new TensorInfo("a.weight", 3, 65537), new TensorInfo("a.bias", 65536)).Numbered(1);
        FakeNet loaded = new([.. net.Tensors]);

        net.Save(folder.File("net.safetensors"));
        loaded.Load(folder.File("net.safetensors"));

        loaded.AllValues.AsSpan().SequenceEqual(net.AllValues).ShouldBeTrue();
    }

    [Theory]
    [InlineData("größe.weight")]
    [InlineData("層.weight")]
    [InlineData("with \"quotes\" and \\.weight")]
    public void A_name_of_any_letters_comes_back(string name)
    {
        FakeNet net = new FakeNet(new TensorInfo(name, 2)).Numbered(1);
        FakeNet loaded = new(new TensorInfo(name, 2));

        net.Save(folder.File("net.safetensors"));
        loaded.Load(folder.File("net.safetensors"));

        loaded[name].ShouldBe([1, 2]);
    }

    [Fact]
    public void A_net_without_tensors_has_a_file_too()
    {
        new FakeNet().Save(folder.File("net.safetensors"));

        new FakeNet().Load(folder.File("net.safetensors"));
        new FileInfo(folder.File("net.safetensors")).Length.ShouldBe(8 + 32);
    }

    [Fact]
    public void Saving_over_a_longer_file_replaces_it_and_leaves_nothing_else()
    {
        string path = folder.File("net.safetensors", new byte[10_000]);

        SafetensorsSample.Net().Save(path);

        File.ReadAllBytes(path).ShouldBe(SafetensorsSample.File);
        folder.FileNames.ShouldBe(["net.safetensors"]);
    }

    [Fact]
    public void A_save_that_fails_midway_leaves_the_old_file_and_no_other()
    {
        string path = folder.File("net.safetensors", [1, 2, 3]);
        FakeNet net = SafetensorsSample.Net();
        net.Reading = name => FailAt("dense2.weight", name);

        Should.Throw<InvalidOperationException>(() => net.Save(path)).Message.ShouldBe("failed at dense2.weight");

        File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
        folder.FileNames.ShouldBe(["net.safetensors"]);
    }

    [Fact]
    public void A_first_save_that_fails_midway_leaves_no_file()
    {
        FakeNet net = SafetensorsSample.Net();
        net.Reading = name => FailAt("dense2.weight", name);

        Should.Throw<InvalidOperationException>(() => net.Save(folder.File("net.safetensors")));

        folder.FileNames.ShouldBeEmpty();
    }

    [Fact]
    public void The_old_file_stays_until_all_of_the_new_one_is_written()
    {
        string path = folder.File("net.safetensors", [1, 2, 3]);
        FakeNet net = SafetensorsSample.Net();
        var seen = new List<byte[]>();
        net.Reading = _ => seen.Add(File.ReadAllBytes(path));

        net.Save(path);

        seen.ShouldAllBe(content => content.SequenceEqual(new byte[] { 1, 2, 3 }));
        seen.Count.ShouldBe(4);
    }

    [Fact]
    public void Saving_into_a_folder_that_does_not_exist_names_the_path()
    {
        string path = Path.Combine(folder.Path, "missing", "net.safetensors");

        var exception = Should.Throw<IOException>(() => SafetensorsSample.Net().Save(path));

        exception.Message.ShouldStartWith($"The file '{path}' cannot be written: ");
    }

    [Fact]
    public void Saving_where_a_folder_stands_names_the_path_and_leaves_no_other_file()
    {
        string path = folder.File("net.safetensors");
        Directory.CreateDirectory(path);

        var exception = Should.Throw<IOException>(() => SafetensorsSample.Net().Save(path));

        exception.Message.ShouldStartWith($"The file '{path}' cannot be written: ");
        folder.FileNames.ShouldBe(["net.safetensors"]);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Saving_into_a_folder_without_permission_names_the_path()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The superuser may write everywhere.");
        string path = folder.File("net.safetensors", [1, 2, 3]);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        try
        {
            var exception = Should.Throw<IOException>(() => SafetensorsSample.Net().Save(path));
            exception.Message.ShouldStartWith($"The file '{path}' cannot be written: ");
            File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Saving_through_a_link_replaces_what_it_points_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating a link needs a privilege on Windows.");
        string target = folder.File("epoch-3.safetensors", [1, 2, 3]);
        string link = folder.File("latest.safetensors");
        File.CreateSymbolicLink(link, target);

        SafetensorsSample.Net().Save(link);

        new FileInfo(link).LinkTarget.ShouldBe(target);
        File.ReadAllBytes(target).ShouldBe(SafetensorsSample.File);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_private_file_stays_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        string path = folder.File("net.safetensors", [1, 2, 3]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        SafetensorsSample.Net().Save(path);

        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_relative_path_is_below_the_current_folder()
    {
        string path = Path.GetRelativePath(Environment.CurrentDirectory, folder.File("net.safetensors"));

        SafetensorsSample.Net().Save(path);

        folder.FileNames.ShouldBe(["net.safetensors"]);
    }

    private static void FailAt(string name, string current)
    {
        if (current == name)
            throw new InvalidOperationException($"failed at {name}");
    }
}
