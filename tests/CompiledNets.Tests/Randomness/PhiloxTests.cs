using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class PhiloxTests
{
    // Random123's tests/kat_vectors: "philox4x32 10 counter[4] key[2] result[4]".
    [Theory]
    [InlineData(
        "00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData(
        "ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData(
        "243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void A_block_is_the_known_answer_of_Random123(string counter, string key, string expected)
    {
        uint[] c = Words(counter);
        uint[] k = Words(key);

        Philox.Block(Pair(k[0], k[1]), Pair(c[0], c[1]), Pair(c[2], c[3]), out uint r0, out uint r1, out uint r2, out uint r3);

        new[] { r0, r1, r2, r3 }.ShouldBe(Words(expected));
    }

    [Fact]
    public void A_unit_float_is_zero_for_zero_bits_and_just_below_one_for_all_bits()
    {
        Philox.ToUnitFloat(0).ShouldBe(0f);
        Philox.ToUnitFloat(0x100).ShouldBe(1f / (1 << 24));
        Philox.ToUnitFloat(0x80000000).ShouldBe(0.5f);
        Philox.ToUnitFloat(uint.MaxValue).ShouldBe(MathF.BitDecrement(1f));
    }

    private static uint[] Words(string hex) => [.. hex.Split(' ').Select(word => Convert.ToUInt32(word, 16))];

    private static ulong Pair(uint low, uint high) => low | ((ulong)high << 32);
}
