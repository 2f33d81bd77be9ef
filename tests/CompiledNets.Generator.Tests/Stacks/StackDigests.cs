using System.Collections.Concurrent;
using CompiledNets.Bits;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>Of each random net all bits of a short training by one thread, here and in a process with other vectors.</summary>
internal static class StackDigests
{
    private static readonly ConcurrentDictionary<int, string> Digests = new();

    /// <summary>The digest in this process, of a net with seed 0.</summary>
    public static string Of(RandomStack stack) => Digests.GetOrAdd(stack.Seed, _ => TrainingDigest.Of(StackNets.Net(stack, netSeed: 0), threads: 1));
}
