using CompiledNets.Randomness;

namespace CompiledNets.Generator.Tests.Reference;

/// <summary>What the dropout layers of a net drop in the first step, as the library documents it: of the seed, the layer, and a value's number.</summary>
/// <param name="Seed">The net's seed.</param>
/// <param name="Orders">For each dropout layer the order in which its values are numbered.</param>
internal sealed record DropoutMasks(int Seed, IReadOnlyList<ValueOrder> Orders)
{
    /// <summary>Drops nothing; for nets that have no dropout.</summary>
    public static DropoutMasks None { get; } = new(0, []);

    /// <summary>
    /// All that the masks of a net may be. Images and sequences are numbered as they lie in memory, which is the planner's choice, and nothing that the reference
    /// should know.
    /// </summary>
    /// <param name="seed">The net's seed.</param>
    /// <param name="shapes">The shapes that go into its dropout layers.</param>
    public static IEnumerable<DropoutMasks> Candidates(int seed, IEnumerable<int[]> shapes)
    {
        IEnumerable<IReadOnlyList<ValueOrder>> orders = [[]];
        foreach (int[] shape in shapes)
            orders = [.. from before in orders from order in Possible(shape) select before.Append(order).ToArray()];
        return orders.Select(choice => new DropoutMasks(seed, choice));
    }

    /// <summary>The factor of a value: 0 or 1/(1 − rate).</summary>
    /// <param name="layer">The layer's number among the dropout layers.</param>
    /// <param name="rate">How likely 0 is.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="row">The value's row.</param>
    /// <param name="index">The value's place in the row.</param>
    public double Factor(int layer, double rate, int[] shape, int row, int index)
    {
        const ulong FirstStep = 0;
        (int place, int length) = Place(Orders[layer], shape, index);
        int number = (row * Padded(length, 16)) + place;
        ulong key = (uint)Seed | ((ulong)layer << 32);
        Philox.Block(key, FirstStep, RandomDomain.Dropout + (ulong)((16 * (number / 64)) + (number % 16)), out uint r0, out uint r1, out uint r2, out uint r3);
        uint word = (number / 16 % 4) switch { 0 => r0, 1 => r1, 2 => r2, _ => r3 };
        return Philox.ToUnitFloat(word) < (float)rate ? 0 : (float)(1 / (1 - rate));
    }

    private static IEnumerable<ValueOrder> Possible(int[] shape) => shape.Length switch
    {
        1 => [ValueOrder.Plain],
        2 => [ValueOrder.Plain, ValueOrder.Image, ValueOrder.Sequence],
        _ => [ValueOrder.Plain, ValueOrder.Image],
    };

    /// <summary>Where a value of a row lies, and how long the row is.</summary>
    private static (int Place, int Length) Place(ValueOrder order, int[] shape, int index)
    {
        int size = Batch.SizeOf(shape);
        switch (order)
        {
            case ValueOrder.Image:
                int pixels = size / shape[0], channels = Padded(shape[0], 8);
                return ((index % pixels * channels) + (index / pixels), pixels * channels);
            case ValueOrder.Sequence:
                int features = Padded(shape[1], 16);
                return ((index / shape[1] * features) + (index % shape[1]), shape[0] * features);
            default:
                return (index, size);
        }
    }

    private static int Padded(int length, int granule) => (length + granule - 1) / granule * granule;
}

/// <summary>In which order the values of a row lie in memory.</summary>
internal enum ValueOrder
{
    /// <summary>As the caller has them.</summary>
    Plain,

    /// <summary>Of an image: a pixel's channels together, padded to 8.</summary>
    Image,

    /// <summary>Of a sequence: a step's features together, padded to 16.</summary>
    Sequence,
}
