using System.Runtime.Intrinsics;
using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class MachineLanesTests
{
    [Fact]
    public void Wide_lanes_are_chosen_only_where_the_machine_has_them()
    {
        MachineLanes.Decide().ShouldBe(MachineLanes.AreWide);
        if (MachineLanes.AreWide)
            Vector512.IsHardwareAccelerated.ShouldBeTrue();
    }
}
