using System.Numerics;
using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class PortableLanesTests : LanesTests<PortableLanes>
{
    [Fact]
    public void There_are_as_many_lanes_as_the_machine_offers() => PortableLanes.Count.ShouldBe(Vector<float>.Count);
}

public sealed class WideLanesTests : LanesTests<WideLanes>
{
    [Fact]
    public void There_are_sixteen_lanes() => WideLanes.Count.ShouldBe(16);
}

/// <summary>Every member of a lane type against the scalar operation that it stands for, for all pairs of special values.</summary>
public abstract class LanesTests<V>
    where V : struct, ISimd<V>
{
    private static readonly float[] Values = [.. Samples.Special, 1.5f, -1.5f, 3.1415927f, -1e-3f];

    private delegate V Binary(V left, V right);

    private delegate V Unary(V value);

    [Fact]
    public void Zero_and_broadcast_fill_all_lanes()
    {
        float[] lanes = Lanes(V.Zero);
        lanes.Length.ShouldBe(V.Count);
        lanes.ShouldAllBe(lane => BitConverter.SingleToInt32Bits(lane) == 0);
        Lanes(V.Broadcast(-2.5f)).ShouldAllBe(lane => lane == -2.5f);
    }

    [Fact]
    public void Load_and_store_take_the_lanes_from_the_offset_on()
    {
        float[] source = [.. Enumerable.Range(0, 40).Select(i => (float)i)], destination = new float[40];
        V.Store(V.Load(in source[0], 3), ref destination[0], 5);
        for (int i = 0; i < 40; i++)
            destination[i].ShouldBe(i >= 5 && i < 5 + V.Count ? i - 2 : 0);
    }

    [Fact]
    public void The_first_lanes_are_stored_without_those_behind_them()
    {
        float[] source = [.. Enumerable.Range(1, 16).Select(i => (float)i)];
        for (int count = 1; count <= V.Count; count++)
        {
            float[] destination = new float[24];
            V.StoreFirst(V.Load(in source[0], 0), ref destination[0], 3, count);
            for (int i = 0; i < destination.Length; i++)
                destination[i].ShouldBe(i >= 3 && i < 3 + count ? i - 2 : 0, $"{count} lanes, {i}");
        }
    }

    [Fact]
    public void The_first_lanes_are_loaded_and_the_others_are_zero()
    {
        float[] source = [.. Enumerable.Range(1, 24).Select(i => (float)i)];
        for (int count = 1; count <= V.Count; count++)
            AreSameBits([.. Enumerable.Range(0, V.Count).Select(lane => lane < count ? lane + 4f : 0f)], Lanes(V.LoadFirst(in source[0], 3, count)));
    }

    [Fact]
    public void Halves_are_loaded_and_stored_apart()
    {
        float[] source = [.. Enumerable.Range(1, 40).Select(i => (float)i)], destination = new float[40];
        int half = V.Count / 2;
        V.StoreHalves(V.LoadHalves(in source[0], 17, 3), ref destination[0], 21, 5);
        for (int i = 0; i < destination.Length; i++)
            destination[i].ShouldBe(i >= 21 && i < 21 + half ? i - 3 : i >= 5 && i < 5 + half ? i - 1 : 0, $"{i}");
    }

    [Fact]
    public void Accumulating_is_multiplying_and_adding_to_the_bit()
    {
        for (int start = 0; start + V.Count + 2 <= Values.Length; start++)
        {
            V left = V.Load(in Values[start], 0), right = V.Load(in Values[start + 1], 0), addend = V.Load(in Values[start + 2], 0);
            V sum = addend, sumFromMemory = addend;
            V.Accumulate(ref sum, left, right);
            V.Accumulate(ref sumFromMemory, left, in Values[start], 1);
            AreSameBits(Lanes(V.MultiplyAdd(left, right, addend)), Lanes(sum));
            AreSameBits(Lanes(sum), Lanes(sumFromMemory));
        }
    }

    private static void AreSameBits(float[] expected, float[] actual) =>
        actual.Select(BitConverter.SingleToInt32Bits).ShouldBe(expected.Select(BitConverter.SingleToInt32Bits));

    [Fact]
    public void There_are_sixteen_or_more_registers() => V.Registers.ShouldBeOneOf(16, 32);

    [Fact]
    public void Addition_rounds_as_scalars_do() => IsLaneByLane((left, right) => left + right, (left, right) => left + right);

    [Fact]
    public void Subtraction_rounds_as_scalars_do() => IsLaneByLane((left, right) => left - right, (left, right) => left - right);

    [Fact]
    public void Multiplication_rounds_as_scalars_do() => IsLaneByLane((left, right) => left * right, (left, right) => left * right);

    [Fact]
    public void Division_rounds_as_scalars_do() => IsLaneByLane((left, right) => left / right, (left, right) => left / right);

    [Fact]
    public void Negation_flips_the_sign_bit() => IsLaneByLane(value => -value, value => OfBits(BitsOf(value) ^ int.MinValue));

    [Fact]
    public void Magnitude_clears_the_sign_bit() => IsLaneByLane(V.Abs, value => OfBits(BitsOf(value) & int.MaxValue));

    [Fact]
    public void Square_root_is_rounded_correctly() => IsLaneByLane(V.Sqrt, MathF.Sqrt);

    [Fact]
    public void Multiply_add_rounds_once()
    {
        foreach (float addend in new[] { 0f, -1f, 3.1415927f, 1e-38f, -float.MaxValue, float.PositiveInfinity, float.NaN })
            IsLaneByLane((left, right) => V.MultiplyAdd(left, right, V.Broadcast(addend)), (left, right) => MathF.FusedMultiplyAdd(left, right, addend));

        // (1 + 2^−12)² − (1 + 2^−11) is 2^−24 exactly, and 0 for a product that was rounded first.
        float almostOne = 1 + MathF.ScaleB(1f, -12);
        Lanes(V.MultiplyAdd(V.Broadcast(almostOne), V.Broadcast(almostOne), V.Broadcast(-1 - MathF.ScaleB(1f, -11)))).ShouldAllBe(lane => lane == MathF.ScaleB(1f, -24));
    }

    [Fact]
    public void At_most_lets_values_through_up_to_the_limit() => IsLaneByLane(V.AtMost, (value, limit) => value > limit ? limit : value);

    [Fact]
    public void At_least_lets_values_through_from_the_limit_on() => IsLaneByLane(V.AtLeast, (value, limit) => value < limit ? limit : value);

    [Fact]
    public void Comparisons_set_all_bits_of_a_lane_or_none()
    {
        HasTheBitsOf(V.LessThan, (left, right) => left < right ? -1 : 0);
        HasTheBitsOf(V.GreaterThan, (left, right) => left > right ? -1 : 0);
        HasTheBitsOf(V.Equals, (left, right) => left == right ? -1 : 0);
    }

    [Fact]
    public void Choose_takes_the_bits_that_the_mask_says() =>
        HasTheBitsOf((left, right) => V.Choose(V.LessThan(left, right), left, right), (left, right) => left < right ? BitsOf(left) : BitsOf(right));

    [Fact]
    public void Bitwise_operators_work_on_the_patterns()
    {
        HasTheBitsOf((left, right) => left & right, (left, right) => BitsOf(left) & BitsOf(right));
        HasTheBitsOf((left, right) => left | right, (left, right) => BitsOf(left) | BitsOf(right));
        HasTheBitsOf((left, right) => left ^ right, (left, right) => BitsOf(left) ^ BitsOf(right));
    }

    [Fact]
    public void Integer_arithmetic_on_the_patterns_wraps()
    {
        HasTheBitsOf(V.AddBits, (left, right) => unchecked(BitsOf(left) + BitsOf(right)));
        HasTheBitsOf(V.SubtractBits, (left, right) => unchecked(BitsOf(left) - BitsOf(right)));
    }

    [Fact]
    public void Shifts_move_the_pattern_and_keep_its_sign_to_the_right()
    {
        HasTheBitsOf((value, _) => V.ShiftBitsLeft(value, 23), (value, _) => BitsOf(value) << 23);
        HasTheBitsOf((value, _) => V.ShiftBitsRight(value, 23), (value, _) => BitsOf(value) >> 23);
        HasTheBitsOf((value, _) => V.ShiftBitsRight(value, 1), (value, _) => BitsOf(value) >> 1);
    }

    [Fact]
    public void Patterns_convert_to_the_nearest_float() => IsLaneByLane(V.ConvertBitsToFloat, value => BitsOf(value));

    [Fact]
    public void The_low_halves_of_pairs_are_multiplied_to_their_64_bits() =>
        HasThePairsOf(V.MultiplyPairBits, (left, right) => (left & uint.MaxValue) * (right & uint.MaxValue));

    [Fact]
    public void Halves_of_pairs_move_and_leave_zero()
    {
        HasThePairsOf((value, _) => V.HighToLow(value), (value, _) => value >> 32);
        HasThePairsOf((value, _) => V.LowToHigh(value), (value, _) => value << 32);
    }

    private static void HasThePairsOf(Binary vector, Func<ulong, ulong, ulong> scalar)
    {
        foreach ((float[] left, float[] right, float[] result) in AllPairs(vector))
        {
            for (int i = 0; i < V.Count; i += 2)
                Pair(result, i).ShouldBe(scalar(Pair(left, i), Pair(right, i)), $"lanes {i} and {i + 1}");
        }

        static ulong Pair(float[] lanes, int i) => (uint)BitsOf(lanes[i]) | ((ulong)(uint)BitsOf(lanes[i + 1]) << 32);
    }

    private static void IsLaneByLane(Unary vector, Func<float, float> scalar) => IsLaneByLane((value, _) => vector(value), (value, _) => scalar(value));

    /// <summary>All pairs; the lanes of a vector hold different values, so that a lane in the wrong place is seen.</summary>
    private static void IsLaneByLane(Binary vector, Func<float, float, float> scalar)
    {
        foreach ((float[] left, float[] right, float[] result) in AllPairs(vector))
        {
            for (int i = 0; i < V.Count; i++)
                result[i].ShouldBeTheBitsOf(scalar(left[i], right[i]), $"lane {i} of ({left[i]:R}, {right[i]:R})");
        }
    }

    private static void HasTheBitsOf(Binary vector, Func<float, float, int> scalar)
    {
        foreach ((float[] left, float[] right, float[] result) in AllPairs(vector))
        {
            for (int i = 0; i < V.Count; i++)
            {
                if (BitsOf(result[i]) != scalar(left[i], right[i]))
                    Assert.Fail($"lane {i} of (0x{BitsOf(left[i]):X8}, 0x{BitsOf(right[i]):X8}) expected 0x{scalar(left[i], right[i]):X8} but was 0x{BitsOf(result[i]):X8}");
            }
        }
    }

    private static IEnumerable<(float[] Left, float[] Right, float[] Result)> AllPairs(Binary vector)
    {
        for (int i = 0; i < Values.Length; i += V.Count)
        {
            float[] left = [.. Enumerable.Range(i, V.Count).Select(k => Values[k % Values.Length])];
            for (int j = 0; j < Values.Length; j++)
            {
                float[] right = [.. Enumerable.Range(j, V.Count).Select(k => Values[k % Values.Length])];
                yield return (left, right, Lanes(vector(V.Load(in left[0], 0), V.Load(in right[0], 0))));
            }
        }
    }

    private static float[] Lanes(V vector)
    {
        var lanes = new float[V.Count];
        V.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static int BitsOf(float value) => BitConverter.SingleToInt32Bits(value);

    private static float OfBits(int bits) => BitConverter.Int32BitsToSingle(bits);
}
