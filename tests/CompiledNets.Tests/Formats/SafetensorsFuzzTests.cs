using System.Text;
using System.Text.RegularExpressions;
using CompiledNets.Randomness;
using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Formats;

/// <summary>Whatever happens to a file, loading it ends with an <see cref="InvalidDataException"/> and the old values, or with the file's values.</summary>
public sealed partial class SafetensorsFuzzTests : IDisposable
{
    private static readonly byte[] Original = SafetensorsSample.File;
    private static readonly int DataStart = Original.Length - SafetensorsSample.Data.Length;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void No_beginning_of_a_file_is_a_file()
    {
        for (int length = 0; length < Original.Length; length++)
            Loads(Original[..length], out _).ShouldBeFalse($"the first {length} bytes");
    }

    [Fact]
    public void One_wrong_byte_is_refused_or_changes_one_value_at_most()
    {
        for (int position = 0; position < Original.Length; position++)
        {
            for (uint attempt = 0; attempt < 4; attempt++)
            {
                Philox.Block(1, (uint)position, attempt, out uint random, out _, out _, out _);
                byte[] file = [.. Original];
                file[position] ^= (byte)(1 + random % 255);
                string what = $"byte {position} is {file[position]}";

                bool loads = Loads(file, out float[] values);

                if (position >= DataStart)
                    loads.ShouldBeTrue(what);
                if (loads)
                    Changed(values).ShouldBe(position >= DataStart ? [(position - DataStart) / 4] : [], what);
            }
        }
    }

    [Fact]
    public void An_extreme_number_or_another_kind_of_value_in_place_of_any_number_is_refused()
    {
        string[] extremes =
        [
            "-1", "1", "7", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
            "18446744073709551615", "1e400", "0.5", "1.0", "-0", "\"0\"", "null", "true", "[]", "{}", "",
        ];
        MatchCollection numbers = Number().Matches(SafetensorsSample.Header);
        numbers.Count.ShouldBe(14);
        foreach (Match number in numbers)
        {
            foreach (string extreme in extremes)
            {
                string header = $"{SafetensorsSample.Header[..number.Index]}{extreme}{SafetensorsSample.Header[(number.Index + number.Length)..]}";

                bool loads = Loads(SafetensorsSample.Compose(header, SafetensorsSample.Data), out float[] values);

                bool isSame = number.Value == extreme || (number.Value == "0" && extreme == "-0");
                loads.ShouldBe(isSame, header);
                if (loads)
                    Changed(values).ShouldBeEmpty(header);
            }
        }
    }

    [Fact]
    public void A_piece_of_the_header_cut_out_or_doubled_is_refused()
    {
        string header = SafetensorsSample.Header.TrimEnd();
        for (uint attempt = 0; attempt < 300; attempt++)
        {
            Philox.Block(2, attempt, 0, out uint random, out uint random2, out _, out _);
            int begin = (int)(random % header.Length);
            int end = begin + 1 + (int)(random2 % (header.Length - begin));
            string cut = header[..begin] + header[end..];
            string doubled = header[..end] + header[begin..];

            LoadsOnlyTheSame(cut);
            LoadsOnlyTheSame(doubled);
        }
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        for (uint attempt = 0; attempt < 150; attempt++)
        {
            byte[] noise = new byte[attempt];
            for (uint i = 0; i < attempt; i++)
            {
                Philox.Block(3, attempt, i, out uint random, out _, out _, out _);
                noise[i] = (byte)random;
            }

            Loads(noise, out _).ShouldBeFalse();
            Loads(SafetensorsSample.Compose(noise, SafetensorsSample.Data), out _).ShouldBeFalse();
            Loads(SafetensorsSample.Compose([(byte)'{', .. noise], SafetensorsSample.Data), out _).ShouldBeFalse();
        }
    }

    // A cut in the metadata, for instance, is harmless.
    private void LoadsOnlyTheSame(string header)
    {
        if (Loads(SafetensorsSample.Compose(Encoding.UTF8.GetBytes(header), SafetensorsSample.Data), out float[] values))
            Changed(values).ShouldBeEmpty(header);
    }

    private bool Loads(byte[] file, out float[] values)
    {
        string path = folder.File("net.safetensors", file);
        FakeNet net = SafetensorsSample.EmptyNet().Numbered(1);
        try
        {
            net.Load(path);
            return true;
        }
        catch (InvalidDataException exception)
        {
            exception.Message.ShouldContain(path);
            net.AllValues.ShouldBe(Enumerable.Range(1, net.ParameterCount).Select(i => (float)i));
            return false;
        }
        finally
        {
            values = net.AllValues;
        }
    }

    private static int[] Changed(float[] values)
    {
        float[] original = SafetensorsSample.Net().AllValues;
        return
        [
            .. Enumerable.Range(0, original.Length).Where(
                i => BitConverter.SingleToInt32Bits(original[i]) != BitConverter.SingleToInt32Bits(values[i])),
        ];
    }

    // The numbers of shapes and offsets, not those in names and dtypes.
    [GeneratedRegex(@"(?<=[\[,])\d+")]
    private static partial Regex Number();
}
