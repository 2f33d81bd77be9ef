using System.Runtime.Intrinsics;
using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class MachineLanesTests
{
    private static readonly (int, int, int, int) Amd = (16, 0x6874_7541, 0x444D_4163, 0x6974_6E65), Intel = (27, 0x756E_6547, 0x6C65_746E, 0x4965_6E69);

    [Fact]
    public void Wide_lanes_are_chosen_only_where_the_machine_has_them()
    {
        MachineLanes.Decide().ShouldBe(MachineLanes.AreWide);
        if (!Vector512.IsHardwareAccelerated)
            MachineLanes.AreWide.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0x00A2_0F10, true)] // Zen 3, a Ryzen 5000
    [InlineData(0x00A1_0F11, true)] // Zen 4, an EPYC 9004
    [InlineData(0x00A6_0F12, true)] // Zen 4, a Ryzen 7000
    [InlineData(0x0083_0F10, false)] // Zen 2
    [InlineData(0x00B0_0F21, false)] // Zen 5, an EPYC 9005
    public void Zen_3_and_4_are_one_family(int signature, bool expected) => MachineLanes.IsZen3Or4(Amd, signature).ShouldBe(expected);

    [Theory]
    [InlineData(0x000C_06F2)] // Sapphire Rapids
    [InlineData(0x00A1_0F11)]
    public void Other_makers_have_families_of_their_own(int signature) => MachineLanes.IsZen3Or4(Intel, signature).ShouldBeFalse();
}
