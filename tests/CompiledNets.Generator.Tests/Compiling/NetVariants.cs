namespace CompiledNets.Generator.Tests.Compiling;

/// <summary>Nets of one compilation, as they are generated and computed otherwise, which must change no bit.</summary>
internal sealed class NetVariants
{
    private readonly int seed;
    private readonly Lazy<GeneratorRun> run;
    private readonly Lazy<LoadedNets> own, otherwise;

    /// <summary>Compiles nothing until a net is asked for.</summary>
    /// <param name="seed">The seed of all nets.</param>
    /// <param name="declarations">Their declarations, a file each.</param>
    public NetVariants(int seed, params IEnumerable<string> declarations)
    {
        this.seed = seed;
        run = new(() => GeneratorHarness.Generate([.. declarations.Select(declaration => GeneratorHarness.Usings + declaration)]));
        own = new(() => LoadedNets.Load(run.Value));
        otherwise = new(() => LoadedNets.Load(run.Value.WithOtherLanes().WithSharedPhases()));
    }

    /// <summary>What is done with each new net.</summary>
    public Action<ITrainableNet> Prepare { get; init; } = _ => { };

    /// <summary>A new net as it is generated.</summary>
    public ITrainableNet Net(string name) => Prepared(own.Value, name);

    /// <summary>The same with lanes that the machine does not choose, and with all phases of a step shared among a trainer's threads, however small they are.</summary>
    public ITrainableNet Otherwise(string name) => Prepared(otherwise.Value, name);

    /// <summary>The generated code of a net.</summary>
    public string SourceOf(string name) => run.Value.Sources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();

    private ITrainableNet Prepared(LoadedNets nets, string name)
    {
        ITrainableNet net = nets.TrainableNet(name, seed);
        Prepare(net);
        return net;
    }
}
