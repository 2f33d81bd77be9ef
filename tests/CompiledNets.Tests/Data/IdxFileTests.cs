namespace CompiledNets.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    // Unsigned bytes in two dimensions, [2, 3].
    private static readonly byte[] s_matrix = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_is_its_shape_and_its_bytes()
    {
        IdxFile file = IdxFile.Read(_directory.Write("m", s_matrix));

        file.Shape.ShouldBe([2, 3]);
        file.Values.ToArray().ShouldBe([1, 2, 3, 4, 5, 255]);
        file.ToString().ShouldBe("[2, 3]");
        file.Path.ShouldEndWith("m");
    }

    [Theory]
    [InlineData("m.gz")]
    [InlineData("m")]
    public void Compression_is_seen_from_the_bytes_not_from_the_name(string name)
    {
        IdxFile.Read(_directory.Write(name, TemporaryDirectory.Gzip(s_matrix))).Values.ToArray().ShouldBe([1, 2, 3, 4, 5, 255]);
        IdxFile.Read(_directory.Write(name, s_matrix)).Values.ToArray().ShouldBe([1, 2, 3, 4, 5, 255]);
    }

    [Fact]
    public void Files_larger_than_the_first_buffer_are_read_whole()
    {
        var values = new byte[3_500_000];
        new Random(1).NextBytes(values);
        byte[] header = [0, 0, 8, 1, 0, 0x35, 0x67, 0xE0]; // 3,500,000
        string path = _directory.Write("large.gz", TemporaryDirectory.Gzip([.. header, .. values]));

        IdxFile.Read(path).Values.Span.SequenceEqual(values).ShouldBeTrue();
    }

    public static TheoryData<byte[], string> MalformedFiles => new()
    {
        { [], "header of 4 bytes; this one ends after 0" },
        { [0, 0, 8], "header of 4 bytes; this one ends after 3" },
        { [0x50, 0x4B, 3, 4], "starts with two zero bytes; this one starts with 0x50 0x4B" },
        { [0, 1, 8, 1, 0, 0, 0, 1, 7], "starts with 0x00 0x01" },
        { [0, 0, 0x0D, 1, 0, 0, 0, 1, 0, 0, 0, 0], "of type 0x0D; only unsigned bytes" },
        { [0, 0, 8, 0], "claims 0 dimensions" },
        { [0, 0, 8, 9], "claims 9 dimensions" },
        { [0, 0, 8, 2, 0, 0, 0, 1, 0, 0], "ends before the sizes of its 2 dimensions do" },
        { [0, 0, 8, 1, 0, 0, 0, 0], "the size of dimension 0 is 0" },
        { [0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF], "the size of dimension 0 is 4294967295" },
        { [0, 0, 8, 1, 0, 0, 0, 3, 1, 2], "claims [3], 3 bytes, but only 2 follow" },
        { [0, 0, 8, 1, 0, 0, 0, 3], "claims [3], 3 bytes, but only 0 follow" },
        { [0, 0, 8, 1, 0, 0, 0, 2, 1, 2, 3], "claims [2], 2 bytes, but more follow" },
        { [0, 0, 8, 1, 0x7F, 0, 0, 0, 1], "claims [2130706432], 2130706432 bytes, but only 1 follow" },
        { [0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 2, 1], "claims [65536, 65535] values, more than an array can hold" },
        {
            [0, 0, 8, 8, .. Enumerable.Repeat((byte)0x7F, 32)],
            "claims [2139062143, 2139062143] values, more than an array can hold"
        },
    };

    [Theory]
    [MemberData(nameof(MalformedFiles), DisableDiscoveryEnumeration = true)]
    public void A_malformed_file_is_named_with_its_fault_plain_and_compressed(byte[] bytes, string fault)
    {
        string plain = _directory.Write("bad.idx", bytes);
        string compressed = _directory.Write("bad.idx.gz", TemporaryDirectory.Gzip(bytes));

        foreach (string path in (string[])[plain, compressed])
        {
            string message = Should.Throw<InvalidDataException>(() => IdxFile.Read(path)).Message;

            message.ShouldStartWith($"{path}: ");
            message.ShouldContain(fault);
        }
    }

    [Fact]
    public void A_claim_of_gigabytes_costs_no_memory_when_nothing_follows()
    {
        string path = _directory.Write("claim", 0, 0, 8, 1, 0x7F, 0, 0, 0, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<InvalidDataException>(() => IdxFile.Read(path));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void A_compressed_file_is_malformed_wherever_it_is_cut()
    {
        byte[] compressed = CompressedNoise();
        for (int length = 2; length < compressed.Length - GzipTrailer; length++)
        {
            string path = _directory.Write("cut.gz", compressed[..length]);

            Should.Throw<InvalidDataException>(() => IdxFile.Read(path), $"cut to {length} bytes").Message.ShouldStartWith($"{path}: ");
        }
    }

    [Fact]
    public void A_changed_bit_in_a_compressed_file_is_found_by_its_checksum()
    {
        byte[] compressed = CompressedNoise();
        compressed[compressed.Length / 2] ^= 1;
        string path = _directory.Write("changed.gz", compressed);

        Should.Throw<InvalidDataException>(() => IdxFile.Read(path)).Message.ShouldStartWith($"{path}: the gzip compression is damaged");
    }

    [Fact]
    public void A_gzip_header_with_rubbish_behind_it_is_malformed()
    {
        string path = _directory.Write("rubbish.gz", 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF);

        Should.Throw<InvalidDataException>(() => IdxFile.Read(path)).Message.ShouldStartWith($"{path}: the gzip compression is damaged");
    }

    [Fact]
    public void A_missing_file_is_not_found()
    {
        Should.Throw<FileNotFoundException>(() => IdxFile.Read(Path.Combine(_directory.Path, "none"))).FileName!.ShouldEndWith("none");
    }

    // Checksum and length, 4 bytes each.
    private const int GzipTrailer = 8;

    // Noise is stored as it is, so that every byte before the trailer holds a part of it.
    private static byte[] CompressedNoise()
    {
        var noise = new byte[256];
        new Random(1).NextBytes(noise);
        return TemporaryDirectory.Gzip([0, 0, 8, 1, 0, 0, 1, 0, .. noise]);
    }
}
