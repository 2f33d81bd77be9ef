using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>
/// The random nets, from one compilation. Its trainers share every phase among their threads, also those that are too small for it to pay: these nets are small, and else threads
/// would have nothing to do.
/// </summary>
internal static class StackNets
{
    public const int Count = 300;

    private static readonly Lazy<Compiled> Nets = new(Compile);

    public static IReadOnlyList<RandomStack> All { get; } = [.. Enumerable.Range(1, Count).Select(StackDrawing.Draw)];

    /// <summary>The assembly with the nets.</summary>
    public static ReadOnlyMemory<byte> Image => Nets.Value.Image;

    /// <summary>Those of the nets that could be compiled.</summary>
    public static IEnumerable<RandomStack> Sound => All.Where(stack => !Nets.Value.Faults.ContainsKey(stack.Seed));

    public static RandomStack OfSeed(int seed) => All[seed - 1];

    /// <summary>A new net; fails if its code could not be generated or compiled.</summary>
    public static ITrainableNet Net(RandomStack stack, int netSeed) => Nets.Value.Faults.TryGetValue(stack.Seed, out string? fault)
        ? throw new InvalidOperationException($"{stack.Description}cannot be compiled: {fault}")
        : Nets.Value.Loaded.TrainableNet(stack.Reference.Name, netSeed);

    private static Compiled Compile()
    {
        try
        {
            return Load(All, new Dictionary<int, string>());
        }
        catch (Exception)
        {
            // Some net fails, with its name nowhere in the message: each by itself, then the others.
            var faults = new Dictionary<int, string>();
            foreach (RandomStack stack in All)
            {
                try
                {
                    Load([stack], faults).Loaded.TrainableNet(stack.Reference.Name);
                }
                catch (Exception exception)
                {
                    faults[stack.Seed] = exception.ToString();
                }
            }

            return Load([.. All.Where(stack => !faults.ContainsKey(stack.Seed))], faults);
        }
    }

    private static Compiled Load(IReadOnlyList<RandomStack> stacks, IReadOnlyDictionary<int, string> faults)
    {
        GeneratorRun run = GeneratorHarness.Generate([.. stacks.Select(stack => GeneratorHarness.Usings + stack.Reference.Source)]).WithSharedPhases();
        byte[] image = run.Emit().ToArray();
        var loaded = LoadedNets.Load(run.Output.AssemblyName!, new MemoryStream(image));
        foreach (RandomStack stack in stacks)
            loaded.Type(stack.Reference.Name).ShouldBeAssignableTo<ITrainableNet>();
        return new Compiled(image, loaded, faults);
    }

    private sealed record Compiled(ReadOnlyMemory<byte> Image, LoadedNets Loaded, IReadOnlyDictionary<int, string> Faults);
}
