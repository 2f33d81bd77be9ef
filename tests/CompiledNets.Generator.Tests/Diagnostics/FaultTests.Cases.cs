namespace CompiledNets.Generator.Tests.Diagnostics;

public sealed partial class FaultTests
{
    /// <summary>Id, source with the text at fault marked, and what the message says.</summary>
    public static TheoryData<string, string, string[]> Cases => new()
    {
        // The class.
        { "CN0001", "[CompiledNet(3)] [Dense(2)] class [|Net|];", ["'Net'", "partial class Net"] },
        { "CN0001", "[System.Serializable] partial class Other; [CompiledNet(3)] [Dense(2)] public sealed class [|Net|] { }", ["'Net'"] },
        { "CN0002", "class Outer { [CompiledNet(3)] [Dense(2)] partial class [|Net|]; }", ["'Net'", "'Outer'", "partial class Outer"] },
        { "CN0002", "readonly struct Outer { [CompiledNet(3)] [Dense(2)] partial class [|Net|]; }", ["partial struct Outer"] },
        { "CN0003", "[CompiledNet(3)] [Dense(2)] partial class [|Net|]<T>;", ["'Net'", "'Net<T>'"] },
        { "CN0003", "partial class A<T> { partial class B { [CompiledNet(3)] [Dense(2)] partial class [|Net|]; } }", ["'Net'", "'A<T>'"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] static partial class [|Net|];", ["'Net' is static"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] abstract partial class [|Net|];", ["'Net' is abstract"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] partial record [|Net|];", ["'Net' is a record"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] file partial class [|Net|];", ["'Net' is local to its file"] },
        { "CN0004", "file partial class Outer { [CompiledNet(3)] [Dense(2)] partial class [|Net|]; }", ["'Net' is local to its file"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] partial class [|Net|](int size);", ["'Net' is declared with a primary constructor"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] partial struct [|Net|];", ["'Net' is a struct"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] partial interface [|Net|];", ["'Net' is an interface"] },
        { "CN0004", "[CompiledNet(3)] [Dense(2)] partial class First; [CompiledNet(3)] [Dense(2)] partial class [|Net|] : First;", ["'Net' is derived from the net 'First'"] },
        { "CN0004", "class Model { public Model(string name) { } } [CompiledNet(3)] [Dense(2)] partial class [|Net|] : Model;", ["'Net' is derived from 'Model'"] },
        { "CN0021", "[CompiledNet(3)] [Dense(2)] partial class [|Kernels|];", ["'Kernels'"] },
        { "CN0021", "[CompiledNet(3)] [Dense(2)] partial class [|Predict|];", ["'Predict'"] },
        { "CN0021", "[CompiledNet(3)] [Dense(2)] partial class [|System|];", ["'System'", "a namespace"] },
        { "CN0024", "[[|Dense(2)|]] [Dense(3)] partial class Net;", ["'Net'", "[Dense]", "[CompiledNet(inputs)]"] },
        { "CN0024", "[[|CrossEntropyAttribute|]] class Net;", ["[CrossEntropy]"] },
        { "CN0015", "[CompiledNet(3)] [Dense(2)] partial class Net; [[|Dense(4)|], [|Adam|]] partial class Net;", ["'Net'", "[Dense]", "[CompiledNet]"] },

        // The class's members.
        { "CN0029", "[CompiledNet(3)] [Dense(2)] partial class Net { private int [|parameters|]; }", ["'Net'", "'parameters'"] },
        { "CN0029", "[CompiledNet(3)] [Dense(2)] partial class Net { public int [|Predict|] { get; } }", ["'Net'", "'Predict'"] },
        { "CN0029", "[CompiledNet(3)] [Dense(2)] partial class Net { public [|Net|](int start) : this() { } }", ["'Net'", "'Net(int)'"] },
        { "CN0029", "[CompiledNet(3)] [Dense(2)] partial class Net { int ICompiledNet.[|InputSize|] => 3; }", ["'Net'", "InputSize"] },
        {
            "CN0029",
            "[CompiledNet(3)] [Dense(2)] partial class Net { public void [|Predict|](System.ReadOnlySpan<float> x, System.Span<float> y) { } }",
            ["'Predict(ReadOnlySpan<float>, Span<float>)'"]
        },
        { "CN0029", "[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [Sgd] partial class Net { sealed class [|Trainer|]; }", ["'Net'", "'Trainer'"] },
        { "CN0030", "class Model { public int Tensors; } [CompiledNet(3)] [Dense(2)] partial class [|Net|] : Model;", ["'Net'", "'Tensors'", "'Model'"] },
        { "CN0030", "class A { protected void Save(string path) { } } class B : A; [CompiledNet(3)] [Dense(2)] partial class [|Net|] : B;", ["'Net'", "'Save(string)'", "'A'"] },
        { "CN0031", "[CompiledNet(3)] [Dense(2)] partial class Net { public [|Net|](string path) { Load(path); } }", ["'Net'", ": this(seed: 0)"] },
        { "CN0031", "[CompiledNet(3)] [Dense(2)] partial class Net { public [|Net|](string path) : base() => Load(path); }", ["'Net'"] },

        // What the net is made of.
        { "CN0005", "[CompiledNet(3)] partial class [|Net|];", ["'Net'", "[Dense(10)]"] },
        { "CN0006", "[CompiledNet(3)] [Dense(2)] [CrossEntropy] [[|Huber|]] [Sgd] partial class Net;", ["'Net'", "[CrossEntropy]", "[Huber]"] },
        { "CN0007", "[CompiledNet(3), Dense(2), Huber, Sgd, [|AdamW(WeightDecay = 0.1)|]] partial class Net;", ["'Net'", "[Sgd]", "[AdamW]"] },
        { "CN0008", "[CompiledNet(3)] [Dense(2)] [[|CrossEntropy|]] partial class Net;", ["'Net'", "[CrossEntropy]", "[Adam]"] },
        { "CN0008", "[CompiledNet(3)] [Dense(2)] [[|Huber(Delta = 2)|]] [ClipGradients(Norm = 1)] partial class Net;", ["'Net'", "[Huber]"] },
        { "CN0009", "[CompiledNet(3)] [Dense(2)] [[|Sgd|]] partial class Net;", ["'Net'", "[Sgd]", "[MeanSquaredError]"] },
        { "CN0023", "[CompiledNet(3)] [Dense(2)] [[|ClipGradients(Norm = 1)|]] partial class Net;", ["'Net'", "[ClipGradients]"] },
        { "CN0020", "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] [[|ClipGradients|]] partial class Net;", ["'Net'", "neither Norm nor Value"] },
        { "CN0020", "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] [[|ClipGradients(Norm = 1, Value = 1)|]] partial class Net;", ["'Net'", "both Norm and Value"] },

        // Sizes.
        { "CN0010", "[CompiledNet([|0|])] [Dense(2)] partial class Net;", ["[CompiledNet] of net 'Net'", "inputShape = (0)", "at least 1"] },
        { "CN0010", "[[|CompiledNet|]] [Dense(2)] partial class Net;", ["[CompiledNet] of net 'Net'", "inputShape = ()", "at least one size"] },
        { "CN0010", "[CompiledNet(28, [|-1|], 3, BatchSize = 4)] [Dense(2)] partial class Net;", ["inputShape = (28, -1, 3)"] },
        { "CN0010", "[CompiledNet(new[] { [|0|], 28, [|0|] })] [Dense(2)] partial class Net;", ["inputShape = (0, 28, 0)"] },
        { "CN0010", "[CompiledNet([|inputShape: new int[0]|])] [Dense(2)] partial class Net;", ["inputShape = ()", "at least one size"] },
        { "CN0010", "[CompiledNet([|null|])] [Dense(2)] partial class Net;", ["inputShape = ()", "at least one size"] },
        { "CN0010", "[CompiledNet(3, [|BatchSize = 0|])] [Dense(2)] partial class Net;", ["[CompiledNet] of net 'Net'", "BatchSize = 0"] },
        { "CN0010", "[CompiledNet(3)] [Dense([|-2|], Activation.Relu)] partial class Net;", ["Layer 'dense1' of net 'Net'", "units = -2"] },
        { "CN0010", "[CompiledNet(3)] [Dense(activation: Activation.Relu, [|units: 0|])] [Dense(1, Inputs = 7)] partial class Net;", ["units = 0"] },
        { "CN0010", "[CompiledNet(3)] [Dense(2, [|Inputs = 0|], Name = \"head\")] partial class Net;", ["Layer 'head' of net 'Net'", "Inputs = 0"] },
        {
            "CN0011",
            "[CompiledNet(3)] [Dense(128)] [Dense(10, [|Inputs = 100|])] partial class Net;",
            ["'dense2'", "'Net'", "[100]", "layer 'dense1' gives it [128]", "Inputs = 128"]
        },
        { "CN0011", "[CompiledNet(3)] [Dense(128, [|Inputs = 4|])] [Dense(2, [|Inputs = 3|])] [Dense(2, Inputs = 2)] partial class Net;", ["'dense1'", "[4]", "the input gives it [3]"] },
        { "CN0016", "[CompiledNet(65536)] [Dense([|65536|])] partial class Net;", ["'dense1'", "'Net'", "[65536] to [65536]", "4,295,032,832 parameters", "2,147,483,576"] },
        { "CN0016", "[CompiledNet(1000)] [Dense([|1600000|])] [MeanSquaredError] [Adam] partial class Net;", ["'dense1'", "[1000] to [1600000]", "[Adam] keeps"] },
        { "CN0027", "[CompiledNet(100, [|BatchSize = int.MaxValue|])] [Dense(10)] [MeanSquaredError] [Sgd] partial class Net;", ["'Net'", "BatchSize = 2147483647"] },
        { "CN0028", "[CompiledNet([|int.MaxValue, 2|])] [Dense(2)] partial class Net;", ["The input of net 'Net'", "[2147483647, 2]", "268,435,456"] },
        { "CN0028", "[CompiledNet(1)] [Dense([|1_000_000_000|])] partial class Net;", ["Layer 'dense1' of net 'Net'", "[1000000000]", "268,435,456"] },
        { "CN0019", "[CompiledNet(28, 28)] [[|Dense(10)|]] partial class Net;", ["'dense1'", "'Net'", "[784]", "the input gives it [28, 28]", "[Flatten] above it", "[CompiledNet(28 * 28)]"] },
        { "CN0028", "[CompiledNet(1, 1 << 14, 1 << 13)] [[|MaxPool2D(2)|]] partial class Net;", ["What comes into layer 'maxPool1' of net 'Net'", "[1, 16384, 8192]", "268,435,456 floats, padding included"] },

        // Shapes.
        { "CN0019", "[CompiledNet(28 * 28)] [Reshape(1, 28, 28)] [[|Dense(10)|]] partial class Net;", ["'dense1'", "[784]", "layer 'reshape1' gives it [1, 28, 28]: put [Flatten] above it"] },
        { "CN0019", "[CompiledNet(2, 4, 4)] [MaxPool2D(2)] [[|Dense(10, Name = \"head\")|]] partial class Net;", ["'head'", "[8]", "layer 'maxPool1' gives it [2, 2, 2]: put [Flatten] above it"] },
        { "CN0019", "[CompiledNet(2, 4)] [[|Activate(Activation.Softmax)|]] partial class Net;", ["'activate1'", "'Net'", "[8]", "[2, 4]: put [Flatten] above it"] },
        { "CN0019", "[CompiledNet(12)] [Reshape([|3, 5|])] partial class Net;", ["'reshape1'", "'Net'", "15 values, to make [3, 5]", "the input gives it [12]", "sizes whose product is 12"] },
        { "CN0019", "[CompiledNet(2, 3)] [Flatten] [Reshape([|shape: new[] { 2, 4 }|])] partial class Net;", ["'reshape1'", "layer 'flatten1' gives it [6]"] },
        { "CN0010", "[CompiledNet(12)] [Reshape(3, [|0|])] partial class Net;", ["Layer 'reshape1' of net 'Net'", "shape = (3, 0)"] },
        { "CN0010", "[CompiledNet(12)] [[|Reshape|]] partial class Net;", ["Layer 'reshape1' of net 'Net'", "at least one size"] },

        // Pools.
        { "CN0010", "[CompiledNet(1, 4, 4)] [MaxPool2D([|0|])] partial class Net;", ["Layer 'maxPool1' of net 'Net'", "size = 0"] },
        { "CN0010", "[CompiledNet(1, 4)] [AveragePool1D(2, [|Stride = -1|])] partial class Net;", ["Layer 'averagePool1' of net 'Net'", "Stride = -1"] },
        { "CN0019", "[CompiledNet(784)] [[|MaxPool2D(2)|]] partial class Net;", ["'maxPool1'", "'Net'", "[channels, height, width]", "the input gives it [784]", "[Reshape(channels, height, width)]", "784"] },
        { "CN0019", "[CompiledNet(28, 28)] [[|AveragePool2D(2)|]] partial class Net;", ["'averagePool1'", "[28, 28]", "use [AveragePool1D], or put [Reshape(1, 28, 28)] above it"] },
        { "CN0019", "[CompiledNet(6)] [Dense(5)] [[|MaxPool1D(2)|]] partial class Net;", ["'maxPool1'", "[channels, length]", "layer 'dense1' gives it [5]", "put [Reshape(1, 5)] above it"] },
        { "CN0019", "[CompiledNet(2, 3, 4)] [[|AveragePool1D(2)|]] partial class Net;", ["'averagePool1'", "[2, 3, 4]", "use [AveragePool2D], or"] },
        { "CN0019", "[CompiledNet(3, 4)] [[|GlobalAveragePool2D|]] partial class Net;", ["'globalAveragePool1'", "the input gives it [3, 4]: put [Reshape(1, 3, 4)] above it"] },
        { "CN0019", "[CompiledNet(2, 3, 4, 5)] [[|GlobalAveragePool2D|]] partial class Net;", ["'globalAveragePool1'", "[2, 3, 4, 5]", "[Reshape(channels, height, width)]", "120"] },
        { "CN0019", "[CompiledNet(4, 9, 5)] [MaxPool2D([|6|])] partial class Net;", ["'maxPool1'", "an image of at least 6 × 6", "the input gives it [4, 9, 5]", "make size 5 or less"] },
        { "CN0019", "[CompiledNet(4, 5)] [MaxPool1D(1)] [MaxPool1D([|size: 6|], Stride = 2)] partial class Net;", ["'maxPool2'", "at least 6", "layer 'maxPool1' gives it [4, 5]"] },
        { "CN0035", "[CompiledNet(4, 9, 12)] [MaxPool2D([|5|])] partial class Net;", ["'maxPool1'", "'Net'", "[4, 9, 12] to [4, 1, 2] and drops the last 4 rows and the last 2 columns", "let [4, 5, 10] come in"] },
        { "CN0035", "[CompiledNet(4, 10)] [AveragePool1D([|3|])] partial class Net;", ["'averagePool1'", "[4, 10] to [4, 3] and drops the last position,", "let [4, 9] come in"] },
        { "CN0035", "[CompiledNet(1, 6, 7)] [MaxPool2D([|3|], Stride = 2)] partial class Net;", ["[1, 6, 7] to [1, 2, 3] and drops the last row,", "let [1, 5, 7] come in"] },
        { "CN0035", "[CompiledNet(4, 7)] [MaxPool1D([|2|], Stride = 3)] partial class Net;", ["[4, 7] to [4, 2] and drops the last position,", "let [4, 6] come in"] },

        // Recurrent layers.
        { "CN0019", "[CompiledNet(12)] [[|Gru(4)|]] partial class Net;", ["'gru1'", "'Net'", "a sequence, [time, features]", "the input gives it [12]", "[Reshape(12, 1)]"] },
        { "CN0019", "[CompiledNet(9, 3)] [Gru(4)] [[|Lstm(5, ReturnSequences = true)|]] partial class Net;", ["'lstm1'", "layer 'gru1' gives it [4]", "ReturnSequences = true on layer 'gru1'", "[9, 4]"] },
        { "CN0019", "[CompiledNet(2, 4, 3)] [[|Rnn(4)|]] partial class Net;", ["'rnn1'", "[2, 4, 3]", "[Reshape(2, 12)]"] },
        { "CN0010", "[CompiledNet(9, 3)] [Gru([|0|])] partial class Net;", ["Layer 'gru1' of net 'Net'", "units = 0"] },
        { "CN0011", "[CompiledNet(9, 3)] [Lstm(4, [|Inputs = 9|])] partial class Net;", ["'lstm1'", "[9]", "[9, 3]", "Inputs = 3"] },
        { "CN0016", "[CompiledNet(9, 3)] [Lstm([|1 << 20|])] partial class Net;", ["'lstm1'", "'Net'", "[9, 3] to [1048576]"] },
        { "CN0028", "[CompiledNet(1 << 27, 1)] [Rnn([|1|])] partial class Net;", ["Layer 'rnn1', whose steps are padded", "[134217728, 16]"] },
        { "CN0029", "[CompiledNet(9, 3)] [Gru(4)] partial class Net { private sealed class [|State|]; }", ["'Net'", "'State'"] },
        { "CN0029", "[CompiledNet(9, 3)] [Gru(4)] partial class Net { void [|Step|](State state, System.ReadOnlySpan<float> x, System.Span<float> y) { } }", ["'Net'", "'Step(State, ReadOnlySpan<float>, Span<float>)'"] },
        { "CN0021", "[CompiledNet(9, 3)] [Gru(4)] partial class [|State|] { }", ["'State'"] },

        // Values.
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [Sgd([|LearningRate = 0|])] partial class Net;", ["[Sgd] of net 'Net'", "LearningRate = 0", "above 0"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [Adam([|Beta1 = 1|], Beta2 = 0.5)] partial class Net;", ["[Adam]", "Beta1 = 1", "below 1"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [RmsProp([|Epsilon = double.NaN|])] partial class Net;", ["[RmsProp]", "Epsilon = NaN"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [Adagrad([|LearningRate = double.PositiveInfinity|])] partial class Net;", ["[Adagrad]", "LearningRate = Infinity"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [Huber([|Delta = -1|])] [Sgd([|Nesterov = true|])] partial class Net;", ["[Huber]", "Delta = -1"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2, [|L1 = -0.1|], [|L2 = double.MaxValue|])] partial class Net;", ["Layer 'dense1' of net 'Net'", "L1 = -0.1"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [CrossEntropy([|LabelSmoothing = 1|])] [Sgd] partial class Net;", ["[CrossEntropy]", "LabelSmoothing = 1"] },
        { "CN0014", "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] [ClipGradients([|Value = 0|])] partial class Net;", ["[ClipGradients]", "Value = 0"] },
        { "CN0025", "[CompiledNet(3)] [Dense(2, [|(Activation)99|])] partial class Net;", ["Layer 'dense1' of net 'Net'", "activation = 99", "Activation does not define"] },
        { "CN0025", "[CompiledNet(3, [|Unroll = (Unroll)(-1)|])] [Dense(2, [|Initializer = (Initializer)7|])] partial class Net;", ["[CompiledNet] of net 'Net'", "Unroll = -1"] },
        { "CN0017", "[CompiledNet(3)] [Dense(2, [|Name = \"\"|])] partial class Net;", ["Layer 'dense1' of net 'Net'", "Name = \"\""] },
        { "CN0017", "[CompiledNet(3)] [Dense(2, [|Name = \"a.b\"|])] [Dense(2, [|Name = \"1st\"|])] [Dense(2, [|Name = \"_x\"|])] partial class Net;", ["Name = \"a.b\""] },
        { "CN0017", "[CompiledNet(3)] [Dense(2, [|Name = \"a\\nb\"|])] partial class Net;", ["Name = \"a\\nb\""] },
        { "CN0017", $"[CompiledNet(3)] [Dense(2, [|Name = \"{new string('x', 101)}\"|])] partial class Net;", ["at most 100"] },
        { "CN0018", "[CompiledNet(3)] [Dense(2, Name = \"head\")] [Dense(3, [|Name = \"Head\"|])] partial class Net;", ["'Net'", "'Head'"] },
        { "CN0018", "[CompiledNet(3)] [Dense(2, Name = \"dense2\")] [[|Dense(3)|]] partial class Net;", ["'Net'", "'dense2'"] },

        // Losses and what they are computed from.
        { "CN0012", "[CompiledNet(3)] [Dense(1)] [[|CrossEntropy|]] [Sgd] partial class Net;", ["'Net'", "'dense1'", "[1]", "[2]", "[BinaryCrossEntropy]"] },
        { "CN0013", "[CompiledNet(3)] [Dense(4, [|Activation.Softmax|])] [Dense(2)] [BinaryCrossEntropy] [Sgd] partial class Net;", ["'dense1'", "'Net'", "[4]", "[2]"] },
        { "CN0013", "[CompiledNet(3)] [Dense(4)] [Activate([|Activation.Softmax|])] [BinaryCrossEntropy] [Sgd] partial class Net;", ["'activate1'", "Activation.Sigmoid"] },
        { "CN0022", "[CompiledNet(3)] [Dense(4, [|Activation.Relu|])] [CrossEntropy] [Sgd] partial class Net;", ["Net", "'dense1'", "Relu", "[4]", "Activation.Softmax"] },
        { "CN0022", "[CompiledNet(3)] [Dense(1, [|Activation.Tanh|])] [BinaryCrossEntropy] [Sgd] partial class Net;", ["Net", "'dense1'", "Tanh", "Activation.Sigmoid"] },
        { "CN0026", "[CompiledNet(3)] [Dense(1, [|Activation.Softmax|])] partial class Net;", ["Net", "'dense1'", "[1]", "Activation.Sigmoid"] },
        { "CN0026", "[CompiledNet(3)] [Dense(1, [|Activation.Softmax|])] [Dense(2)] [CrossEntropy] [Sgd] partial class Net;", ["Net", "'dense1'"] },

        // Skip connections.
        { "CN0042", "[CompiledNet(3)] [Dense(2)] [Dense(2)] [Add([|\"dense3\"|])] partial class Net;", ["'add1'", "'Net'", "'dense3', and there is no layer of that name", "dense1, dense2"] },
        { "CN0042", "[CompiledNet(3)] [Dense(2)] [Add([|\"dense2\"|])] [Dense(2)] partial class Net;", ["'add1'", "'dense2', which comes later", "the layers before it are dense1"] },
        { "CN0042", "[CompiledNet(3)] [Dense(2)] [Add([|\"loop\"|], Name = \"loop\")] partial class Net;", ["'loop', which is itself"] },
        { "CN0042", "[CompiledNet(3)] [Add(Name = \"first\", [|layer: \"dense1\"|])] [Dense(3)] partial class Net;", ["'first'", "there is no layer before it"] },
        { "CN0042", "[CompiledNet(3)] [Dense(2)] [Add([|\"Dense1\"|])] partial class Net;", ["'Dense1', and there is no layer of that name", "dense1"] },
        { "CN0042", "[CompiledNet(3)] [Dense(2)] [Add([|null|])] partial class Net;", ["'', and there is no layer of that name"] },
        { "CN0043", "[CompiledNet(3)] [Dense(5)] [Dense(4)] [Add([|\"dense1\"|])] partial class Net;", ["'add1'", "'dense1', [5]", "layer 'dense2' gives it, [4]"] },
        { "CN0043", "[CompiledNet(3)] [Dense(6)] [Reshape(2, 3)] [Add([|\"dense1\"|])] partial class Net;", ["'dense1', [6]", "layer 'reshape1' gives it, [2, 3]"] },

        // Embeddings.
        { "CN0044", "[CompiledNet(3)] [Dense(5)] [[|Embedding(10, 4)|]] partial class Net;", ["'embedding1'", "'Net'", "layer 'dense1' gives it numbers, [5]", "make it the first layer"] },
        { "CN0044", "[CompiledNet(3)] [Embedding(10, 4)] [[|Embedding(10, 4, Name = \"second\")|]] [Dense(2)] partial class Net;", ["'second'", "layer 'embedding1' gives it numbers, [3, 4]"] },
        { "CN0019", "[CompiledNet(3, 4)] [[|Embedding(10, 4)|]] [Flatten] partial class Net;", ["'embedding1'", "[time]", "the input gives it [3, 4]", "[CompiledNet(3 * 4)]"] },
        { "CN0011", "[CompiledNet(3)] [Embedding(10, 4, [|Inputs = 4|])] [Flatten] partial class Net;", ["'embedding1'", "[4]", "the input gives it [3]"] },
        { "CN0010", "[CompiledNet(3)] [Embedding([|0|], 4)] partial class Net;", ["'embedding1'", "vocabulary = 0"] },
        { "CN0010", "[CompiledNet(3)] [Embedding(4, [|-1|])] partial class Net;", ["'embedding1'", "width = -1"] },
        { "CN0014", "[CompiledNet(3)] [Embedding(4, 2, [|L2 = -1|])] partial class Net;", ["'embedding1'", "L2 = -1"] },
        { "CN0016", "[CompiledNet(3)] [Embedding([|200_000_000|], 4)] [Flatten] partial class Net;", ["'embedding1'", "3,200,000,000 parameters, rows padded to 16", "2,147,483,576"] },
        { "CN0016", "[CompiledNet(3)] [Embedding([|100_000_000|], 16)] [Flatten] [Dense(1)] [Huber] [Adam] partial class Net;", ["'embedding1'", "[Adam] keeps"] },
        { "CN0028", "[CompiledNet(1 << 28)] [Embedding(3, [|1|])] [Flatten] partial class Net;", ["Layer 'embedding1'", "of net 'Net'", "[268435456, 16]"] },
        { "CN0028", "[CompiledNet(1)] [Embedding(int.MaxValue, [|int.MaxValue|])] [Flatten] partial class Net;", ["Layer 'embedding1'", "[1, 2147483647]"] },
        { "CN0019", "[CompiledNet(3)] [Embedding(4, 2)] [[|Dense(2)|]] partial class Net;", ["'dense1'", "layer 'embedding1' gives it [3, 2]"] },
        {
            "CN0029",
            "[CompiledNet(3)] [Embedding(4, 2)] [Flatten] partial class Net { public void [|Predict|](System.ReadOnlySpan<int> x, System.Span<float> y) { } }",
            ["'Predict(ReadOnlySpan<int>, Span<float>)'"]
        },

        // How attributes may be written.
        { "CN0010", "[DenseAttribute([|0|]), global::CompiledNets.CompiledNetAttribute(3)] partial class Net;", ["'dense1'"] },
        { "CN0010", "[type: CompiledNet(3)] [type: Dense([|0|])] partial class Net;", ["'dense1'"] },
        { "CN0010", "[CompiledNet(3)] [Dense(2), Dense([|0|])] [Dense(3)] partial class Net;", ["'dense2'"] },
    };

    public static TheoryData<string> ValidNets =>
    [
        "[CompiledNet(3)] [Dense(2)] partial class Net;",
        "[CompiledNet(3)] [Dense(2)] public sealed partial class Net;",
        "[CompiledNet(28 * 28, BatchSize = 64)] [Dense(128, Activation.Relu)] [Dense(10, Activation.Softmax)] [CrossEntropy] [Adam(LearningRate = 1e-3)] partial class Net;",
        "[CompiledNet(new[] { 3 })] [Dense(activation: Activation.Tanh, units: 2, Inputs = 3, Name = null)] partial class Net;",
        "[Adam, CrossEntropy, Dense(3), Dense(4), CompiledNet(3)] partial class Net;",
        "[CompiledNet(3)] [Dense(2)] partial class Net; partial class Net { public int Own; } [System.Obsolete] partial class Net;",
        "static partial class A { partial struct B { partial interface C { partial record D { partial record struct E { [CompiledNet(3)] [Dense(2)] partial class Net; } } } } }",
        "namespace @namespace.@int { partial class @class { [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class @partial; } }",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class @class;",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Net; [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class NET;",
        "namespace A { [CompiledNet(3)] [Dense(2)] partial class Net; } namespace B { [CompiledNet(3)] [Dense(2)] partial class Net; }",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Grö\u00dfe\u203fX;",
        "[CompiledNet(3)] [Dense(2, Name = \"class\")] [Dense(2, Name = \"größe_2\")] [Dense(2, Name = \"Layers\")] [Huber] [Sgd] partial class Net;",
        "namespace Mine { [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class System; }",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class V;",
        "namespace Mine.CompiledNets { [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Layers; }",
        "[CompiledNet(3)] [Dense(2, Name = \"dense2\")] [Dense(2, Name = \"dense1\")] [Add(\"dense2\")] [Add(\"dense1\", Name = \"twice\")] [Add(\"twice\")] [Huber] [Sgd] partial class Net;",

        "[CompiledNet(3, BatchSize = 1)] [Embedding(1, 1)] [Huber] [Sgd] partial class Net;",
        "[CompiledNet(1)] [Embedding(vocabulary: 5, width: 16, Inputs = 1, Initializer = Initializer.HeNormal, L1 = 1, L2 = 1, Name = \"words\")] [Huber] [AdamW] [ClipGradients(Norm = 1)] partial class Net;",
        "[CompiledNet(3)] [Embedding(5, 17)] [Flatten] [Dense(2)] [CrossEntropy] [Sgd(Momentum = 0.9, WeightDecay = 0.1)] [ClipGradients(Norm = 1)] partial class Net;",
        "[CompiledNet(3)] [Embedding(5, 4)] [Add(\"embedding1\")] [Activate(Activation.Relu)] [Add(\"add1\")] [Flatten] [Dense(2)] [CrossEntropy] [Sgd] partial class Net;",

        // Members of the user's own that collide with nothing.
        "[CompiledNet(3)] [Dense(2)] partial class Net { public void Predict(System.ReadOnlySpan<int> x, System.Span<float> y) { } }",
        "[CompiledNet(3)] [Embedding(4, 2)] [Flatten] partial class Net { public void Predict(System.ReadOnlySpan<float> x, System.Span<float> y) { } }",
        "[CompiledNet(3)] [Dense(2)] partial class Net { public float[] Predict(float[] x) { var y = new float[2]; Predict(x, y); return y; } }",
        "[CompiledNet(3)] [Dense(2)] partial class Net { public Net(string path) : this(0) => Load(path); public Net() : this(7) { } static Net() { } }",
        "[CompiledNet(3)] [Dense(2)] partial class Net { public sealed class Trainer; public float ComputeLoss() => 0; }",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Net : System.IDisposable, ICompiledNet { public required string Title { get; init; } public void Dispose() { } }",
        "class Model { private int parameters = 1; public int Own => parameters; public void Predict() { } } [CompiledNet(3)] [Dense(2)] partial class Net : Model;",
        "[CompiledNet(3)] [Dense(2)] partial class Outer { [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Net; }",
        "partial class Outer { internal int parameters; class Kernels; [CompiledNet(3)] [Dense(2)] [Huber] [Sgd] partial class Net; }",
        "[CompiledNet(3)] [Dense(2)] partial class Net; class Special : Net { public Special() : base(5) { } }",
        "[CompiledNet(3)] [Dense(2)] partial class State { void Step() { } }",
        "[CompiledNet(9, 3)] [Gru(4, ReturnSequences = true, Inputs = 3, L1 = 0.1)] [Lstm(5)] [Huber] [Sgd] partial class Net { public void Step(float x) { } }",

        // Shapes that go through; a pool steps over what its stride says.
        "[CompiledNet(2, 3, 4)] [Flatten] [Reshape(4, 6)] [Activate(Activation.Relu)] [Reshape(24)] [Dense(2)] partial class Net;",
        "[CompiledNet(2, 6)] [MaxPool1D(2, Stride = 3)] [MaxPool1D(1, Stride = 2)] partial class Net;",
        "[CompiledNet(2, 7, 9)] [AveragePool2D(3, Stride = 2)] [MaxPool2D(3, Stride = 1)] [GlobalAveragePool2D] [Dense(2)] [Huber] [Sgd] partial class Net;",

        // The ends of the ranges.
        "[CompiledNet(1, BatchSize = 1)] [Dense(1)] [MeanSquaredError] [Sgd(LearningRate = 1e-300)] partial class Net;",
        "[CompiledNet(1)] [Dense(1, L1 = 1e6, L2 = 1e6)] [Huber(Delta = 3e38)] [AdamW(LearningRate = 1e6, WeightDecay = 1e6, Beta1 = 0, Beta2 = 0)] partial class Net;",
        "[CompiledNet(1)] [Dense(1, L2 = 1e-320, L1 = double.Epsilon)] [Huber] [Adam(WeightDecay = double.Epsilon)] [ClipGradients(Value = 3e38)] partial class Net;",
        "[CompiledNet(1 << 28)] [Activate(Activation.Relu)] [Activate(Activation.Softmax)] partial class Net;",
        "[CompiledNet(7)] [Dense(1 << 24)] partial class Net;",
        "[CompiledNet(20000, Unroll = Unroll.Full)] [Dense(2)] partial class Net;",
    ];

    public static TheoryData<string> HalfTyped =>
    [
        "[CompiledNet(3)] [Dense] partial class Net;",
        "[CompiledNet(3)] [Dense()] [Dense(2, Inputs = 5)] partial class Net;",
        "[CompiledNet(3)] [Dense(] partial class Net;",
        "[CompiledNet(3)] [Dense(2, ] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Activation.)] [Dense(2, Inputs = 2)] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Activation.Rleu)] partial class Net;",
        "[CompiledNet(3)] [Dense(\"ten\")] [Dense(2, Inputs = 10)] partial class Net;",
        "[CompiledNet(3)] [Dense(unknown)] [Dense(2, Inputs = 10)] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Input = 7)] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Inputs = \"7\")] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Inputs = )] partial class Net;",
        "[CompiledNet(3)] [Dense(new[] { 1 }, new[] { 2 })] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Name = new[] { \"a\" })] partial class Net;",
        "[CompiledNet(3)] [Dense(2, Name = nameof(Unknown))] partial class Net;",
        "[CompiledNet(size)] [Dense(2, Inputs = 7)] partial class Net;",
        "[CompiledNet(\"3\")] [Dense(2, Inputs = 7)] partial class Net;",
        "[CompiledNet(new[] { 3, unknown })] [Dense(2)] partial class Net;",
        "[CompiledNet(2147483648)] [Dense(2)] partial class Net;",
        "[CompiledNet(int.MaxValue + 1)] [Dense(2)] partial class Net;",
        "[CompiledNet(3)] [Dens(2)] partial class Net;",
        "[CompiledNet(3)] [Dens(2)] [Dense(1, Inputs = 2)] [CrossEntropy] partial class Net;",
        "[CompiledNt(3)] [Dense(2)] partial class Net;",
        "[CompiledNet(3)] [Dense(2)] [Adm] [Huber] partial class Net;",
        "[CompiledNet(3)] [Dense(2)] [Huber] [Sgd(LearningRate = \"0.1\")] partial class Net;",
        "[CompiledNet(3)] [CompiledNet(3)] [Dense(2)] partial class Net;",
        "[CompiledNet(3)] [Dense(2)] partial class Net",
        "[CompiledNet(3)] [Dense<int>(2)] partial class Net;",
        "[CompiledNet(1, 4, 4)] [MaxPool2D] [Flatten] [Dense(2, Inputs = 5)] partial class Net;",
        "[CompiledNet(1, 4, 4)] [MaxPool2D(2, Stride = )] [MaxPool2D(7)] partial class Net;",
        "[CompiledNet(12)] [Reshape(3, )] [Dense(2)] partial class Net;",
    ];
}
