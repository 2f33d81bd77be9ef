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
    /// Whether <see cref="WideLanes"/> are: with AVX-512, but for that of Zen 4, whose vectors go through units of half their width, one half after the other. There 8 lanes
    /// multiply as fast, and waste less where a layer has few channels or outputs. Read before the code that asks is compiled, it is a constant there.
    /// </summary>
    public static readonly bool AreWide = Vector512.IsHardwareAccelerated && !IsZen4;

    /// <summary>
    /// Has <see cref="AreWide"/> decided. Every net's memory does this before the net's code is compiled, which has no second chance to find a constant: it is
    /// optimised at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Decide() => AreWide;

    private static bool IsZen4 => X86Base.IsSupported && IsZen3Or4(X86Base.CpuId(0, 0), X86Base.CpuId(1, 0).Eax);

    /// <summary>AMD's family 19h: Zen 3, which has no AVX-512, and Zen 4.</summary>
    /// <param name="vendor">What CPUID gives for leaf 0: 12 letters, in the order of EBX, EDX, ECX.</param>
    /// <param name="signature">EAX of leaf 1; a family is a basic one, and from 15 on an extended one is added.</param>
    internal static bool IsZen3Or4((int Eax, int Ebx, int Ecx, int Edx) vendor, int signature)
    {
        const int Auth = 0x6874_7541, Enti = 0x6974_6E65, Camd = 0x444D_4163, Extended = 0x0F, Family = 0x19;
        int basic = (signature >> 8) & 0x0F;
        return (vendor.Ebx, vendor.Edx, vendor.Ecx) == (Auth, Enti, Camd) && basic == Extended && basic + ((signature >> 20) & 0xFF) == Family;
    }
}
