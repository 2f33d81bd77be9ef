using System.Reflection;
using System.Runtime.Loader;

namespace CompiledNets.Generator.Tests.Compiling;

/// <summary>The nets of one compilation, loaded into a context of their own.</summary>
internal sealed class LoadedNets
{
    private readonly Assembly assembly;

    private LoadedNets(Assembly assembly) => this.assembly = assembly;

    public static LoadedNets Load(GeneratorRun run) => Load(run.Output.AssemblyName!, run.Emit());

    /// <summary>Loads an assembly from its image.</summary>
    public static LoadedNets Load(string name, Stream image) => new(new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image));

    /// <summary>A type of the compilation by its full name as reflection writes it: <c>Namespace.Outer+Inner</c>.</summary>
    public Type Type(string fullName) => assembly.GetType(fullName, throwOnError: true)!;

    /// <summary>A new net.</summary>
    public ICompiledNet Net(string fullName, int seed = 0) => (ICompiledNet)Activator.CreateInstance(Type(fullName), seed)!;

    /// <summary>A new net that can be trained.</summary>
    public ITrainableNet TrainableNet(string fullName, int seed = 0) => (ITrainableNet)Net(fullName, seed);
}
