using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Simd;

/// <summary>Which lanes are the fastest on this machine. Results do not depend on it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MachineLanes
{
    /// <summary>
    /// Whether <see cref="WideLanes"/> are: with AVX-512, but where its vectors go through units of half their width one half after the other. There 8 lanes
    /// multiply as fast, waste less where a layer has few channels or outputs, and have all 32 registers too. Read before the code that asks is compiled, it is a constant there.
    /// </summary>
    public static readonly bool AreWide = Vector512.IsHardwareAccelerated && !IsZen4;

    /// <summary>
    /// Has <see cref="AreWide"/> decided. Every net's memory does this before the net's code is compiled, which has no second chance to find a constant: it is
    /// optimised at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Decide() => AreWide;

    /// <summary>AMD's family 19h is Zen 3, which has no AVX-512, and Zen 4.</summary>
    private static bool IsZen4
    {
        get
        {
            const int Basic = 0x0F, Zen3And4 = 0x19, Auth = 0x6874_7541, Enti = 0x6974_6E65, CAMD = 0x444D_4163;
            if (!X86Base.IsSupported)
                return false;
            (_, int first, int third, int second) = X86Base.CpuId(0, 0);
            int signature = X86Base.CpuId(1, 0).Eax, family = (signature >> 8) & 0x0F;
            return (first, second, third) == (Auth, Enti, CAMD) && family == Basic && family + ((signature >> 20) & 0xFF) == Zen3And4;
        }
    }
}
