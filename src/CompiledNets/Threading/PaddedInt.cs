using System.Runtime.InteropServices;

namespace CompiledNets.Threading;

/// <summary>An integer with a cache line's distance (128 bytes, the longest in use) to whatever lies on either side of it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedInt
{
    [FieldOffset(128)]
    public int Value;
}
