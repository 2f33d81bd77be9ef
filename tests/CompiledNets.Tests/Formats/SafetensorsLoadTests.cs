using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Formats;

public sealed class SafetensorsLoadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_Python_wrote_has_the_values_that_Python_prints()
    {
        FakeNet net = Load(SafetensorsSample.File);

        net.AllValues.ShouldBe(SafetensorsSample.Net().AllValues);
    }

    // The bytes of the same net after .half(), .bfloat16() and .double() in PyTorch; the bits are those of .float() after it.
    [Theory]
    [InlineData(
        "F16", 2, "292991b5e231cc31f0b48aad69b5cb3018b2f3370438",
        "3d252000 beb22000 3e3c4000 3e398000 be9e0000 bdb14000 bead2000 3e196000 be430000 3efe6000 3f008000")]
    [InlineData(
        "BF16", 2, "253db2be3c3e3a3e9ebeb1bdadbe193e43befe3e013f",
        "3d250000 beb20000 3e3c0000 3e3a0000 be9e0000 bdb10000 bead0000 3e190000 be430000 3efe0000 3f010000")]
    [InlineData(
        "F64", 8,
        "000000007da5a43f000000e03942d6bf000000002188c73f000000004b30c73f000000e0c7bfd3bf000000e0ef26b6bf"
        + "000000c086a5d5bf00000040dd2cc33f000000a06061c8bf000000e00dcbdf3f000000c01910e03f",
        "3d252be8 beb211cf 3e3c4108 3e398258 be9dfe3f bdb1377f bead2c36 3e1966ea be430b05 3efe586f 3f0080ce")]
    public void Other_floating_point_types_are_converted(string dtype, int size, string data, string expected)
    {
        int[] ends = [6 * size, 8 * size, 10 * size, 11 * size];
        string header =
            $"{{'dense1.weight':{{'dtype':'{dtype}','shape':[2,3],'data_offsets':[0,{ends[0]}]}},"
            + $"'dense1.bias':{{'dtype':'{dtype}','shape':[2],'data_offsets':[{ends[0]},{ends[1]}]}},"
            + $"'dense2.weight':{{'dtype':'{dtype}','shape':[1,2],'data_offsets':[{ends[1]},{ends[2]}]}},"
            + $"'dense2.bias':{{'dtype':'{dtype}','shape':[1],'data_offsets':[{ends[2]},{ends[3]}]}}}}";

        FakeNet net = Load(SafetensorsSample.Compose(header, Convert.FromHexString(data)));

        net.AllValues.Select(BitConverter.SingleToUInt32Bits).ShouldBe(expected.Split(' ').Select(bits => Convert.ToUInt32(bits, 16)));
    }

    [Theory]
    [InlineData("F16", "007c", float.PositiveInfinity)]
    [InlineData("F16", "007e", float.NaN)]
    [InlineData("F16", "0100", 5.9604645e-8f)] // the smallest subnormal, 2⁻²⁴
    [InlineData("F16", "0080", -0f)]
    [InlineData("BF16", "80ff", float.NegativeInfinity)]
    [InlineData("BF16", "c07f", float.NaN)]
    [InlineData("BF16", "0100", 9.18355e-41f)]
    [InlineData("F32", "0000c07f", float.NaN)]
    [InlineData("F32", "000080ff", float.NegativeInfinity)]
    [InlineData("F64", "000000000000f87f", float.NaN)]
    [InlineData("F64", "000000000000f07f", float.PositiveInfinity)]
    [InlineData("F64", "000000000000003c", 1.0842022e-19f)] // 2⁻⁶³
    [InlineData("F64", "0100001000000040", 2.0000002f)] // 2 + 2⁻²³ + 2⁻⁵¹: just above the middle
    [InlineData("F64", "0000000000000000", 0f)]
    [InlineData("F64", "0100000000000000", 0f)] // below the smallest float
    [InlineData("F64", "000000e0ffffef47", float.MaxValue)]
    [InlineData("F64", "ffffffefffffef47", float.MaxValue)] // just below the middle to 2¹²⁸
    public void Every_value_that_a_float_can_hold_is_loaded(string dtype, string bytes, float expected)
    {
        float loaded = LoadOne(dtype, bytes)["a.bias"][0];

        loaded.ShouldBe(expected);
        float.IsNegative(loaded).ShouldBe(float.IsNegative(expected) && !float.IsNaN(expected));
    }

    [Theory]
    [InlineData("000000f0ffffef47")] // the middle between the largest float and 2¹²⁸
    [InlineData("9c7500883ce437fe")] // −1e300
    public void A_double_beyond_a_float_is_named_with_its_tensor_and_place(string bytes)
    {
        var exception = Should.Throw<InvalidDataException>(() => LoadOne("F64", bytes));

        exception.Message.ShouldContain("tensor 'a.bias' holds ");
        exception.Message.ShouldContain("at index 0, which is beyond the range of F32");
    }

    [Fact]
    public void Tensors_are_found_by_name_in_any_order()
    {
        string header =
            """
            {"dense2.bias":{"shape":[1],"data_offsets":[24,28],"dtype":"F32"},
            "dense1.bias":{"data_offsets":[28,36],"dtype":"F32","shape":[2]},
            "dense2.weight":{"dtype":"F32","data_offsets":[36,44],"shape":[1,2]},
            "dense1.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}
            """;
        byte[] data = SafetensorsSample.Data;

        FakeNet net = Load(SafetensorsSample.Compose(header, [.. data[..24], .. data[40..44], .. data[24..40]]));

        net.AllValues.ShouldBe(SafetensorsSample.Net().AllValues);
    }

    [Fact]
    public void A_counter_of_steps_that_PyTorch_keeps_is_not_needed()
    {
        string header =
            """
            {"norm.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},
            "norm.weight":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}
            """;
        FakeNet net = new(new TensorInfo("norm.weight", 1));

        net.Load(folder.File("net.safetensors", SafetensorsSample.Compose(header, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f])));

        net["norm.weight"].ShouldBe([1]);
    }

    [Fact]
    public void A_scalar_and_an_empty_tensor_are_tensors()
    {
        string header = "{'empty':{'dtype':'F32','shape':[3,0],'data_offsets':[4,4]},'scalar':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}";
        FakeNet net = new(new TensorInfo("empty", 3, 0), new TensorInfo("scalar"));

        net.Load(folder.File("net.safetensors", SafetensorsSample.Compose(header, [0, 0, 0x80, 0x3f])));

        net["scalar"].ShouldBe([1]);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_named()
    {
        string path = folder.File("missing.safetensors");

        Should.Throw<FileNotFoundException>(() => SafetensorsSample.EmptyNet().Load(path)).Message.ShouldContain(path);
    }

    [Fact]
    public void A_folder_is_not_a_file() =>
        Should.Throw<IOException>(() => SafetensorsSample.EmptyNet().Load(folder.Path)).Message.ShouldStartWith(
            $"The file '{folder.Path}' cannot be read: ");

    [Fact]
    public void A_loaded_file_is_closed()
    {
        string path = folder.File("net.safetensors", SafetensorsSample.File);
        SafetensorsSample.EmptyNet().Load(path);
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }

        File.WriteAllBytes(path, [1]);
        Should.Throw<InvalidDataException>(() => SafetensorsSample.EmptyNet().Load(path));
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }
    }

    private FakeNet Load(byte[] file)
    {
        FakeNet net = SafetensorsSample.EmptyNet();
        net.Load(folder.File("net.safetensors", file));
        return net;
    }

    private FakeNet LoadOne(string dtype, string bytes)
    {
        byte[] data = Convert.FromHexString(bytes);
        string header = $"{{'a.bias':{{'dtype':'{dtype}','shape':[1],'data_offsets':[0,{data.Length}]}}}}";
        FakeNet net = new(new TensorInfo("a.bias", 1));
        net.Load(folder.File("net.safetensors", SafetensorsSample.Compose(header, data)));
        return net;
    }
}
