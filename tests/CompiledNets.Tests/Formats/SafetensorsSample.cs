using System.Buffers.Binary;
using System.Text;
using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Formats;

/// <summary>
/// A net of two dense layers, 3 → 2 → 1, as PyTorch initialises <c>Linear(3, 2)</c> and <c>Linear(2, 1)</c> after
/// <c>torch.manual_seed(7)</c>, and its file as Python writes it, byte by byte.
/// </summary>
internal static class SafetensorsSample
{
    // 8 bytes: the length of the header, 304 = 0x130, little-endian.
    public static byte[] Prefix => Convert.FromHexString("3001000000000000");

    // 304 bytes: compact JSON, then spaces up to a multiple of 8.
    public static string Header => (
        "{'__metadata__':{'format':'pt'},"
        + "'dense1.weight':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]},"
        + "'dense1.bias':{'dtype':'F32','shape':[2],'data_offsets':[24,32]},"
        + "'dense2.weight':{'dtype':'F32','shape':[1,2],'data_offsets':[32,40]},"
        + "'dense2.bias':{'dtype':'F32','shape':[1],'data_offsets':[40,44]}}     ").Replace('\'', '"');

    // 44 bytes: the floats, little-endian, each weight row by row.
    public static byte[] Data => Convert.FromHexString(
        "e82b253d" + "cf11b2be" + "08413c3e" // dense1.weight, the weights of the first unit
        + "5882393e" + "3ffe9dbe" + "7f37b1bd" // of the second
        + "362cadbe" + "ea66193e" // dense1.bias
        + "050b43be" + "6f58fe3e" // dense2.weight
        + "ce80003f"); // dense2.bias

    public static byte[] File => [.. Prefix, .. Encoding.ASCII.GetBytes(Header), .. Data];

    /// <summary>The net without values.</summary>
    public static FakeNet EmptyNet() => new(
        new TensorInfo("dense1.weight", 2, 3), new TensorInfo("dense1.bias", 2),
        new TensorInfo("dense2.weight", 1, 2), new TensorInfo("dense2.bias", 1));

    /// <summary>The net with the values that Python prints for it.</summary>
    public static FakeNet Net()
    {
        FakeNet net = EmptyNet();
        net["dense1.weight"] =
        [
            0.04032507538795471f, -0.3477921187877655f, 0.18384182453155518f,
            0.1811612844467163f, -0.3085803687572479f, -0.0865316316485405f,
        ];
        net["dense1.bias"] = [-0.33822792768478394f, 0.1498066484928131f];
        net["dense2.weight"] = [-0.19047172367572784f, 0.49676844477653503f];
        net["dense2.bias"] = [0.5019654035568237f];
        return net;
    }

    /// <summary>A file with any header, whose ' are written as ", and data.</summary>
    public static byte[] Compose(string header, byte[] data) => Compose(Encoding.UTF8.GetBytes(header.Replace('\'', '"')), data);

    /// <summary>A file with any bytes as its header, and data.</summary>
    public static byte[] Compose(byte[] header, byte[] data)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        return [.. prefix, .. header, .. data];
    }
}
