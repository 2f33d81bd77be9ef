using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Steps;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>Steps of a sequence, one at a time: the bits of Predict, states that know nothing of each other, clear errors, no allocation.</summary>
public sealed class StreamingTests
{
    private const int Time = 29;

    private static readonly (string Name, int Features, string Layers)[] Declarations =
    [
        .. from layer in (string[])["Rnn(1)", "Rnn(17)", "Gru(1)", "Gru(5)", "Gru(16)", "Gru(17)", "Gru(40)", "Lstm(16)", "Lstm(33)"]
           select (layer.Replace("(", "", StringComparison.Ordinal).TrimEnd(')'), 1, $"[{layer}] [Dense(1)]"),
        ("Features", 5, "[Gru(16)] [Dense(2)]"),
        ("Bare", 3, "[Lstm(7)]"),
        ("Sequences", 3, "[Gru(9, ReturnSequences = true)]"),
        ("Stacked", 3, "[Gru(9, ReturnSequences = true)] [Activate(Activation.Relu)] [Lstm(20, ReturnSequences = true)] [Rnn(4)] [Dense(18, Activation.Gelu)] [Dense(3, Activation.Softmax)]"),
        ("ActivatedFirst", 3, "[Activate(Activation.Tanh)] [Gru(16, ReturnSequences = true)] [Activate(Activation.Softplus)]"),
        ("Fused", 2, "[Gru(8)] [Dense(3, Activation.Softmax)] [CrossEntropy] [Adam]"),
        ("ReshapedBehind", 2, "[Lstm(8)] [Reshape(4, 2)] [Activate(Activation.Relu)]"),
        ("Normalised", 3, "[LayerNorm] [Gru(9, ReturnSequences = true)] [LayerNorm] [Dropout(0.5)] [Lstm(4)] [Dropout(0.5)] [LayerNorm] [Dense(2)]"),
        ("Residual", 3, "[Gru(9, ReturnSequences = true)] [Activate(Activation.Tanh)] [Rnn(9, ReturnSequences = true)] [Add(\"gru1\")] [Lstm(6)] [Dense(6)] [Add(\"lstm1\")] [Dense(2)]"),
        ("DroppedAtBothEnds", 3, "[Dropout(0.5)] [Gru(4, ReturnSequences = true)] [Dropout(0.5)]"),
        ("StepNamed", 2, "[Activate(Activation.Relu)] [Gru(4, Name = \"activate1Step\")]"),
    ];

    private const int Vocabulary = 11;

    /// <summary>Nets that take indices.</summary>
    private static readonly (string Name, string Layers)[] OfIndices =
    [
        ("Words", $"[Embedding({Vocabulary}, 5)] [Gru(6)] [Dense(4, Activation.Softmax)] [CrossEntropy] [Adam]"),
        ("WordsToWords", $"[Embedding({Vocabulary}, 17)] [Dropout(0.1)] [Lstm(16, ReturnSequences = true)] [LayerNorm]"),
        ("Residuals", $"[Embedding({Vocabulary}, 8)] [Rnn(8, ReturnSequences = true)] [Add(\"embedding1\")] [Gru(16)]"),
        ("ActivatedWords", $"[Embedding({Vocabulary}, 3)] [Activate(Activation.Tanh)] [Rnn(20)]"),
    ];

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate(
    [
        .. Declarations.Select(net => $"{GeneratorHarness.Usings}[CompiledNet({Time}, {net.Features})] {net.Layers} public partial class {net.Name};"),
        .. OfIndices.Select(net => $"{GeneratorHarness.Usings}[CompiledNet({Time})] {net.Layers} public partial class {net.Name};"),
    ]));

    private static readonly Lazy<LoadedNets> Own = new(() => LoadedNets.Load(Run.Value)), OtherLanes = new(() => LoadedNets.Load(Run.Value.WithOtherLanes()));

    public static TheoryData<string> Names => [.. Declarations.Select(declaration => declaration.Name)];

    public static TheoryData<string> NamesOfIndices => [.. OfIndices.Select(declaration => declaration.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void After_each_step_the_output_has_the_bits_of_a_prediction(string name)
    {
        foreach (LoadedNets nets in (LoadedNets[])[Own.Value, OtherLanes.Value])
        {
            var net = (IStreamingNet)nets.Net(name, seed: 3);
            INetState state = net.CreateState();
            for (int sequence = 0; sequence < 2; sequence++)
            {
                float[] inputs = Inputs(net, sequence), expected = new float[net.OutputSize], steps = Steps(net, state, inputs);
                net.Predict(inputs, expected);
                BitsOf(steps.AsSpan(^expected.Length)).ShouldBe(BitsOf(expected)); // a net that returns sequences gives all of them
                state.Reset();
            }
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfIndices))]
    public void An_index_is_a_step_with_the_bits_of_a_prediction(string name)
    {
        foreach (LoadedNets nets in (LoadedNets[])[Own.Value, OtherLanes.Value])
        {
            var net = (IStreamingNet)nets.Net(name, seed: 3);
            INetState state = net.CreateState();
            int[] inputs = Indices(net.InputSize);
            float[] expected = new float[net.OutputSize], steps = new float[inputs.Length * net.StepOutputSize];
            for (int step = 0; step < inputs.Length; step++)
                net.Step(state, inputs.AsSpan(step, 1), steps.AsSpan(step * net.StepOutputSize, net.StepOutputSize));
            net.Predict(inputs, expected);

            net.StepInputSize.ShouldBe(1);
            BitsOf(steps.AsSpan(^expected.Length)).ShouldBe(BitsOf(expected));
        }
    }

    [Fact]
    public void Indices_outside_the_vocabulary_and_the_other_kind_of_input_are_refused()
    {
        var words = (IStreamingNet)Own.Value.Net("Words");
        IStreamingNet numbers = Net("Bare");
        float[] output = new float[4];

        Should.Throw<ArgumentException>(() => words.Step(words.CreateState(), [Vocabulary], output)).Message.ShouldContain("11");
        Should.Throw<ArgumentException>(() => words.Step(words.CreateState(), [-1], output)).Message.ShouldContain("-1");
        Should.Throw<NotSupportedException>(() => words.Step(words.CreateState(), [1f], output)).Message.ShouldStartWith("Words");
        Should.Throw<NotSupportedException>(() => numbers.Step(numbers.CreateState(), (int[])[1, 2, 3], new float[7])).Message.ShouldStartWith("Bare");
        words.Step(words.CreateState(), [Vocabulary - 1], output);
        output.Sum().ShouldBe(1, 1e-5);
    }

    [Fact]
    public void A_sequence_may_be_longer_than_the_declared_one_and_goes_on_from_where_it_is()
    {
        const string Longer = "[CompiledNet(31, 1)] [Lstm(16)] [Dense(1)] public partial class Longer;";
        ICompiledNet longer = GeneratorHarness.Load(GeneratorHarness.Usings + Longer).Net("Longer", seed: 3);
        IStreamingNet net = Net("Lstm16");
        float[] inputs = [.. Enumerable.Range(0, 31).Select(i => MathF.Sin(i))], expected = new float[1];
        longer.Predict(inputs, expected);

        BitsOf(Steps(net, net.CreateState(), inputs)[^1]).ShouldBe(BitsOf(expected));
    }

    [Fact]
    public void States_in_turn_do_not_disturb_each_other()
    {
        IStreamingNet net = Net("Stacked");
        float[] first = Inputs(net, 1), second = Inputs(net, 2);
        string expectedFirst = BitsOf(Steps(net, net.CreateState(), first)), expectedSecond = BitsOf(Steps(net, net.CreateState(), second));
        INetState one = net.CreateState(), other = net.CreateState();
        var outputs = (new List<float>(), new List<float>());
        for (int step = 0; step < Time; step++)
        {
            outputs.Item1.AddRange(Steps(net, one, first.AsSpan(step * net.StepInputSize, net.StepInputSize)));
            outputs.Item2.AddRange(Steps(net, other, second.AsSpan(step * net.StepInputSize, net.StepInputSize)));
        }

        BitsOf([.. outputs.Item1]).ShouldBe(expectedFirst);
        BitsOf([.. outputs.Item2]).ShouldBe(expectedSecond);
    }

    [Fact]
    public void Threads_with_a_state_each_step_alike()
    {
        IStreamingNet net = Net("Stacked");
        string[] expected = [.. Enumerable.Range(0, 8).Select(seed => BitsOf(Steps(net, net.CreateState(), Inputs(net, seed))))];
        string[] parallel = new string[8];
        Parallel.For(0, 8, seed => parallel[seed] = BitsOf(Steps(net, net.CreateState(), Inputs(net, seed))));

        parallel.ShouldBe(expected);
    }

    [Fact]
    public void A_state_goes_with_every_net_of_its_class()
    {
        var first = (IStreamingNet)Own.Value.Net("Gru16", seed: 1);
        var second = (IStreamingNet)Own.Value.Net("Gru16", seed: 1);
        float[] inputs = Inputs(first, 4);
        INetState state = first.CreateState();
        string expected = BitsOf(Steps(first, first.CreateState(), inputs));

        (BitsOf(Steps(first, state, inputs.AsSpan(0, 10))) + BitsOf(Steps(second, state, inputs.AsSpan(10)))).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        IStreamingNet net = Net(name);
        INetState state = net.CreateState();
        float[] input = new float[net.StepInputSize], output = new float[net.StepOutputSize];
        Allocations.Of(() => net.Step(state, input, output)).ShouldBe(0);
    }

    [Fact]
    public void Wrong_spans_and_states_are_refused_in_words_that_say_what_to_do()
    {
        IStreamingNet net = Net("Features");
        INetState state = net.CreateState(), foreign = Net("Bare").CreateState();
        float[] input = new float[5], output = new float[2];

        Should.Throw<ArgumentException>(() => net.Step(state, new float[10], output)).Message.ShouldStartWith(
            "Features, input: A step takes 5 values (StepInputSize), one step's features, but 10 came. Call Step once for each step of the sequence, or Predict for a whole one.");
        Should.Throw<ArgumentException>(() => net.Step(state, input, new float[1])).Message.ShouldStartWith(
            "Features, output: A step gives 2 values (StepOutputSize), but the span holds 1. Pass a span of Features.StepOutputSize values.");
        Should.Throw<ArgumentException>(() => net.Step(foreign, input, output)).Message.ShouldStartWith(
            "Features, state: The state is a Bare+State, which holds what another net carries. Pass one that Features.CreateState() gave.");
        Should.Throw<ArgumentNullException>(() => net.Step(null!, input, output)).Message.ShouldStartWith(
            "Features, state: There is none. Create one with Features.CreateState() and pass it to each step of a sequence.");
    }

    [Theory]
    [InlineData("[Gru(4, ReturnSequences = true)] [Flatten] [Dense(2)]")]
    [InlineData("[Flatten] [Reshape(10, 3)] [Gru(4)]")]
    [InlineData("[Reshape(3, 10)] [Gru(4, ReturnSequences = true)]")]
    [InlineData("[Gru(4)] [Reshape(2, 2)] [Rnn(3)]")]
    [InlineData("[Dropout(0.1)] [Gru(3, ReturnSequences = true)] [Add(\"dropout1\")]")]
    [InlineData("[Conv1D(4, 1)] [Gru(3)]")]
    [InlineData("[Flatten] [Dense(2)]")]
    public void A_net_that_needs_whole_sequences_has_no_step(string layers)
    {
        ICompiledNet net = GeneratorHarness.Load($"{GeneratorHarness.Usings}[CompiledNet(10, 3)] {layers} public partial class Net;").Net("Net");

        net.ShouldNotBeAssignableTo<IStreamingNet>();
        net.GetType().GetMember("Step").ShouldBeEmpty();
    }

    private static IStreamingNet Net(string name) => (IStreamingNet)Own.Value.Net(name, seed: 3);

    private static int[] Indices(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 7) + 3) % Vocabulary)];

    private static float[] Inputs(IStreamingNet net, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, net.InputSize).Select(_ => (random.NextSingle() * 4) - 2)];
    }

    /// <summary>The outputs of all steps, one after the other.</summary>
    private static float[] Steps(IStreamingNet net, INetState state, ReadOnlySpan<float> inputs)
    {
        float[] outputs = new float[inputs.Length / net.StepInputSize * net.StepOutputSize];
        for (int step = 0; step < inputs.Length / net.StepInputSize; step++)
        {
            net.Step(state, inputs.Slice(step * net.StepInputSize, net.StepInputSize), outputs.AsSpan(step * net.StepOutputSize, net.StepOutputSize));
        }

        return outputs;
    }
}
