using System.Text;
using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Formats;

public sealed class SafetensorsMalformedTests : IDisposable
{
    private const string Weight = "'w':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]}";
    private const string Bias = "'b':{'dtype':'F32','shape':[2],'data_offsets':[24,32]}";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_file_that_the_others_are_made_from_is_well_formed()
    {
        FakeNet net = Net();

        net.Load(folder.File("net.safetensors", SafetensorsSample.Compose($"{{{Weight},{Bias}}}", new byte[32])));

        net.AllValues.ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData("", "truncated: it has 0 bytes, but begins with 8 that hold the length of its header")]
    [InlineData("30010000000000", "truncated: it has 7 bytes")]
    [InlineData("3001000000000000", "claims a header of 304 bytes, but only 0 follow. It is truncated, or a file of another format.")]
    [InlineData("30010000000000007b7d", "claims a header of 304 bytes, but only 2 follow")]
    [InlineData("00e1f505000000007b7d", "claims a header of 100000000 bytes, but only 2 follow")]
    [InlineData("00000000000000807b7d", "claims a header of 9223372036854775808 bytes, but only 2 follow")]
    [InlineData("ffffffffffffffff7b7d", "claims a header of 18446744073709551615 bytes, but only 2 follow")]
    [InlineData("0000000000000000", "its header is not a JSON object; it must begin with '{'")]
    [InlineData("504b0304140000000000", "It is truncated, or a file of another format")] // what torch.save writes: a zip file
    public void A_header_that_is_not_there_is_refused_without_memory_for_it(string file, string fault)
    {
        string path = folder.File("net.safetensors", Convert.FromHexString(file));
        ShouldBeRefused(path, fault);
        FakeNet net = Net();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<InvalidDataException>(() => net.Load(path));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_header_beyond_the_limit_of_the_format_is_refused_even_if_it_is_there()
    {
        string path = folder.File("net.safetensors");
        using (FileStream file = File.Create(path))
        {
            file.Write([0x01, 0xe1, 0xf5, 0x05, 0, 0, 0, 0]);
            file.SetLength(200_000_000); // a hole: it takes no space
        }

        ShouldBeRefused(path, "claims a header of 100000001 bytes; the format allows 100000000");
    }

    [Theory]
    [InlineData(" {}", "its header is not a JSON object; it must begin with '{'")]
    [InlineData("[]", "its header is not a JSON object")]
    [InlineData("null", "its header is not a JSON object")]
    [InlineData("{", "its header is not JSON")]
    [InlineData("{'w':}", "its header is not JSON")]
    [InlineData("{'w':{},}", "has no 'dtype'")]
    [InlineData("{} {}", "its header is not JSON")]
    [InlineData("{}\0", "its header is not JSON")]
    [InlineData("{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},}", "its header is not JSON")]
    [InlineData("{'__metadata__':{'deep':[[[[[[[[[[[[[[[[", "value of 'deep' in __metadata__ must be a JSON string")]
    [InlineData("{'w':3}", "entry of tensor 'w' must be a JSON object, but has a Number")]
    [InlineData("{'w':[]}", "entry of tensor 'w' must be a JSON object, but has a StartArray")]
    [InlineData("{'__metadata__':[]}", "__metadata__ must be a JSON object")]
    [InlineData("{'__metadata__':{'format':1}}", "value of 'format' in __metadata__ must be a JSON string")]
    [InlineData("{'__metadata__':{},'__metadata__':{}}", "tensor '__metadata__' is in the header twice")]
    [InlineData("{'\\ud800':{}}", "escaped string that is not Unicode")]
    [InlineData("{'w':{'dtype':'\\udc00'}}", "escaped string that is not Unicode")]
    public void A_header_that_is_not_of_the_format_is_refused(string header, string fault) => ShouldBeRefused(header, 0, fault);

    [Theory]
    [InlineData("{W,B,W}", "tensor 'w' is in the header twice")]
    [InlineData("{W,B,'\\u0077':{'dtype':'F32','shape':[0],'data_offsets':[32,32]}}", "tensor 'w' is in the header twice")]
    [InlineData("{'w':{'dtype':'F32','dtype':'F32','shape':[2,3],'data_offsets':[0,24]},B}", "tensor 'w' has the key 'dtype' twice")]
    [InlineData("{'w':{'dtype':'F32','shape':[2,3],'shape':[2,3],'data_offsets':[0,24]},B}", "tensor 'w' has the key 'shape' twice")]
    [InlineData("{'w':{'shape':[2,3],'data_offsets':[0,24]},B}", "tensor 'w' has no 'dtype'")]
    [InlineData("{'w':{'dtype':'F32','data_offsets':[0,24]},B}", "tensor 'w' has no 'shape'")]
    [InlineData("{'w':{'dtype':'F32','shape':[2,3]},B}", "tensor 'w' has no 'data_offsets'")]
    [InlineData("{'w':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24],'scale':2},B}", "tensor 'w' has the unknown key 'scale'")]
    public void An_entry_with_missing_double_or_unknown_keys_is_named(string header, string fault) => ShouldBeRefused(header, 32, fault);

    [Theory]
    [InlineData("32", "dtype of tensor 'w' must be a JSON string, but has a Number")]
    [InlineData("null", "dtype of tensor 'w' must be a JSON string, but has a Null")]
    [InlineData("'F33'", "tensor 'w' has the unknown dtype 'F33'")]
    [InlineData("'f32'", "tensor 'w' has the unknown dtype 'f32'")]
    [InlineData("''", "tensor 'w' has the unknown dtype ''")]
    [InlineData("'I32'", "tensor 'w' has the dtype I32, but FakeNet needs F32 (F16, BF16 and F64 are converted)")]
    [InlineData("'U32'", "tensor 'w' has the dtype U32, but FakeNet needs F32")]
    [InlineData("'F64'", "tensor 'w' has the dtype F64 and the shape [2, 3], which need 48 bytes, but its data_offsets [0, 24] hold 24")]
    [InlineData("'BF16'", "tensor 'w' has the dtype BF16 and the shape [2, 3], which need 12 bytes")]
    [InlineData("'F6_E2M3'", "tensor 'w' has the dtype F6_E2M3 and the shape [2, 3], which need 5 bytes")]
    public void A_wrong_dtype_is_named(string dtype, string fault) =>
        ShouldBeRefused($"{{'w':{{'dtype':{dtype},'shape':[2,3],'data_offsets':[0,24]}},B}}", 32, fault);

    [Theory]
    [InlineData("[3,2]", "tensor 'w' has the shape [3, 2], but FakeNet needs [2, 3]")]
    [InlineData("[6]", "tensor 'w' has the shape [6], but FakeNet needs [2, 3]")]
    [InlineData("[2,3,1]", "tensor 'w' has the shape [2, 3, 1], but FakeNet needs [2, 3]")]
    [InlineData("[2,4]", "which need 32 bytes, but its data_offsets [0, 24] hold 24")]
    [InlineData("[]", "which need 4 bytes")]
    [InlineData("[2,0]", "which need 0 bytes")]
    [InlineData("[-2,-3]", "has a shape with '-2'; it must hold integers from 0 to 9223372036854775807")]
    [InlineData("[2.0,3]", "has a shape with '2.0'")]
    [InlineData("[2e0,3]", "has a shape with '2e0'")]
    [InlineData("[9223372036854775808]", "has a shape with '9223372036854775808'")]
    [InlineData("[1e999]", "has a shape with '1e999'")]
    [InlineData("[9223372036854775807]", "which need 36893488147419103228 bytes")]
    [InlineData("[4294967296,4294967296]", "shape [4294967296, 4294967296], which is more values than any file holds")]
    [InlineData("[2,'3']", "shape of tensor 'w' must be a JSON array of integers, but has a String")]
    [InlineData("[2,[3]]", "shape of tensor 'w' must be a JSON array of integers, but has a StartArray")]
    [InlineData("{}", "shape of tensor 'w' must be a JSON array of integers, but has a StartObject")]
    [InlineData("6", "shape of tensor 'w' must be a JSON array of integers, but has a Number")]
    public void A_wrong_shape_is_named(string shape, string fault) =>
        ShouldBeRefused($"{{'w':{{'dtype':'F32','shape':{shape},'data_offsets':[0,24]}},B}}", 32, fault);

    [Theory]
    [InlineData("[0]", "tensor 'w' has 1 data_offsets [0]; it needs two")]
    [InlineData("[]", "tensor 'w' has 0 data_offsets []; it needs two")]
    [InlineData("[0,24,24]", "tensor 'w' has 3 data_offsets [0, 24, 24]; it needs two")]
    [InlineData("[24,0]", "tensor 'w' has the data_offsets [24, 0]: it ends before it begins")]
    [InlineData("[0,25]", "which need 24 bytes, but its data_offsets [0, 25] hold 25")]
    [InlineData("[-1,23]", "has a data_offsets with '-1'")]
    [InlineData("[0,24.5]", "has a data_offsets with '24.5'")]
    [InlineData("[0,18446744073709551616]", "has a data_offsets with '18446744073709551616'")]
    [InlineData("[0,9223372036854775807]", "tensor 'w' ends at byte 9223372036854775807 of the data, but there are only 32: the file is truncated")]
    [InlineData("[0,null]", "data_offsets of tensor 'w' must be a JSON array of integers, but has a Null")]
    [InlineData("[8,32]", "tensor 'b' overlaps tensor 'w': it has bytes [24, 32], the other one has [8, 32]")]
    [InlineData("[4,28]", "tensor 'w' begins at byte 4, but the data before it ends at 0: 4 bytes belong to no tensor")]
    public void Wrong_offsets_are_named(string offsets, string fault)
    {
        // The overlap needs a file without a hole at its beginning.
        string filler = offsets == "[8,32]" ? ",'c':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}" : "";

        ShouldBeRefused($"{{'w':{{'dtype':'F32','shape':[2,3],'data_offsets':{offsets}}},B{filler}}}", 32, fault);
    }

    [Theory]
    [InlineData(31, "tensor 'b' ends at byte 32 of the data, but there are only 31: the file is truncated")]
    [InlineData(0, "tensor 'w' ends at byte 24 of the data, but there are only 0: the file is truncated")]
    [InlineData(33, "its data has 33 bytes, but its tensors end at byte 32: 1 bytes belong to no tensor")]
    public void Data_that_is_not_as_long_as_the_tensors_is_refused(int length, string fault) => ShouldBeRefused("{W,B}", length, fault);

    [Theory]
    [InlineData("{}", 0, "its tensors are not those of FakeNet. It lacks 'w', 'b'.")]
    [InlineData("{W}", 24, "It lacks 'b'. Name the layers alike, or choose the file of this net.")]
    [InlineData("{W,B,'x':{'dtype':'F32','shape':[1],'data_offsets':[32,36]}}", 36, "not those of FakeNet. The net has no 'x'.")]
    [InlineData("{W,'B':{'dtype':'F32','shape':[2],'data_offsets':[24,32]}}", 32, "It lacks 'b'. The net has no 'B'.")]
    [InlineData("{W,B,'num_batches_tracked_':{'dtype':'I64','shape':[],'data_offsets':[32,40]}}", 40, "The net has no 'num_batches_tracked_'.")]
    public void Missing_and_extra_tensors_are_listed(string header, int dataLength, string fault) => ShouldBeRefused(header, dataLength, fault);

    [Fact]
    public void A_long_list_of_tensors_is_cut_and_so_is_a_long_name()
    {
        string extra = string.Concat(Enumerable.Range(0, 12).Select(
            i => $",'{new string('x', 200)}{i}':{{'dtype':'F32','shape':[0],'data_offsets':[32,32]}}"));

        string message = ShouldBeRefused($"{{W,B{extra}}}", 32, $"The net has no '{new string('x', 100)}…', ");

        message.ShouldContain("…' and 2 more.");
        message.Length.ShouldBeLessThan(2000);
    }

    [Fact]
    public void Control_characters_of_a_name_do_not_reach_the_message()
    {
        string message = ShouldBeRefused("{W,B,'\\u001b[31m\\n':{'dtype':'F32','shape':[0],'data_offsets':[32,32]}}", 32, "The net has no '?[31m?'.");

        message.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData(0xff)]
    [InlineData(0xc0)]
    [InlineData(0x80)]
    public void A_name_that_is_not_UTF_8_is_refused(byte unit)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{{Weight},{Bias}}}".Replace('\'', '"'));
        header[2] = unit;

        ShouldBeRefused(folder.File("net.safetensors", SafetensorsSample.Compose(header, new byte[32])), "its header is not valid UTF-8");
    }

    private static FakeNet Net() => new FakeNet(new TensorInfo("w", 2, 3), new TensorInfo("b", 2)).Numbered(1);

    // W and B stand for the entries of the net's tensors.
    private string ShouldBeRefused(string header, int dataLength, string fault)
    {
        string json = header.Replace("W", Weight, StringComparison.Ordinal).Replace(",B}", $",{Bias}}}", StringComparison.Ordinal)
            .Replace(",B,", $",{Bias},", StringComparison.Ordinal);
        return ShouldBeRefused(folder.File("net.safetensors", SafetensorsSample.Compose(json, new byte[dataLength])), fault);
    }

    private static string ShouldBeRefused(string path, string fault)
    {
        FakeNet net = Net();
        net.Writing = name => throw new InvalidOperationException($"{name} was written");

        string message = Should.Throw<InvalidDataException>(() => net.Load(path)).Message;

        message.ShouldStartWith($"The safetensors file '{path}' cannot be loaded: ");
        message.ShouldContain(fault);
        net.AllValues.ShouldBe(Net().AllValues);
        return message;
    }
}
