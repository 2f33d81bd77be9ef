using System.Reflection;

namespace CompiledNets.Bits;

/// <summary>Nets that some other compilation declares.</summary>
internal static class NetsOfAssembly
{
    /// <summary>Prints the digest of each net of an assembly that can be trained, trained by one thread from seed 0.</summary>
    public static void Print(string path)
    {
        foreach (Type type in Assembly.LoadFrom(path).GetTypes().Where(type => type.IsAssignableTo(typeof(ITrainableNet))).OrderBy(type => type.FullName, StringComparer.Ordinal))
            Console.WriteLine($"{type.FullName} {TrainingDigest.Of((ITrainableNet)Activator.CreateInstance(type, 0)!, threads: 1)}");
    }
}
