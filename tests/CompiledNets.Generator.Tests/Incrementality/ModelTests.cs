using System.Reflection;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Incrementality;

/// <summary>What flows through the generator compares by value and holds nothing of the compiler's.</summary>
public sealed class ModelTests
{
    private const string Classifier =
        "[CompiledNet(3)] [Dense(4, Activation.Relu)] [Activate(Activation.Gelu)] [Dense(2, Activation.Softmax)] [CrossEntropy] [Adam] [ClipGradients(Norm = 1)] public partial class Net;";

    private const string Skips =
        "[CompiledNet(3)] [Embedding(9, 2)] [Flatten] [Dense(4)] [Dense(4)] [Add(\"dense1\")] [CrossEntropy] [Adam] public partial class Net;";

    /// <summary>Two sources that differ in one setting; one for each property of each attribute.</summary>
    public static TheoryData<string, string> Differences => new()
    {
        { Classifier, Classifier.Replace("Net(3", "Net(4", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Net(3", "Net(3, BatchSize = 7", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Net(3", "Net(3, Unroll = Unroll.Tiles", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("class Net", "class Other", StringComparison.Ordinal) },
        { Classifier, "namespace Inner { " + Classifier + " }" },
        { Classifier, "partial class Outer { " + Classifier + " }" },
        { "partial class Outer { " + Classifier + " }", "partial struct Outer { " + Classifier + " }" },
        { Classifier, Classifier.Replace("Dense(4", "Dense(5", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Tanh", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Relu, Name = \"first\"", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Relu, Initializer = Initializer.HeNormal", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Relu, L1 = 0.1", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Relu, L2 = 0.1", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Relu", "Activation.Relu, Inputs = 3", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Gelu", "Activation.Silu", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Activation.Gelu", "Activation.Gelu, Name = \"gelu\"", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("[Activate(Activation.Gelu)]", "", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("CrossEntropy", "CrossEntropy(LabelSmoothing = 0.1)", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("CrossEntropy", "MeanSquaredError", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Norm = 1", "Norm = 2", StringComparison.Ordinal) },
        { Classifier, Classifier.Replace("Norm = 1", "Value = 1", StringComparison.Ordinal) },
        { Skips, Skips.Replace("Add(\"dense1\")", "Add(\"dense2\")", StringComparison.Ordinal) },
        { Skips, Skips.Replace("Embedding(9", "Embedding(8", StringComparison.Ordinal) },
        { Skips, Skips.Replace("9, 2)", "9, 3)", StringComparison.Ordinal) },
        { Skips, Skips.Replace("9, 2)", "9, 2, Initializer = Initializer.HeNormal)", StringComparison.Ordinal) },
        { Skips, Skips.Replace("9, 2)", "9, 2, L2 = 0.1)", StringComparison.Ordinal) },
        { Skips, Skips.Replace("9, 2)", "9, 2, Inputs = 3)", StringComparison.Ordinal) },
        { Recurrent("Gru(4)"), Recurrent("Gru(5)") },
        { Recurrent("Gru(4)"), Recurrent("Rnn(4)") },
        { Recurrent("Gru(4)"), Recurrent("Lstm(4)") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, ReturnSequences = true)") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, L1 = 0.1)") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, L2 = 0.1)") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, Initializer = Initializer.HeNormal)") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, Name = \"first\")") },
        { Recurrent("Gru(4)"), Recurrent("Gru(4, Inputs = 2)") },
        { Layer("Dropout(0.1)"), Layer("Dropout(0.2)") },
        { Layer("BatchNorm"), Layer("LayerNorm") },
        { Layer("BatchNorm"), Layer("BatchNorm(Epsilon = 1e-3)") },
        { Layer("BatchNorm"), Layer("BatchNorm(Momentum = 0.2)") },
        { Layer("BatchNorm"), Layer("BatchNorm(L1 = 0.1)") },
        { Layer("BatchNorm"), Layer("BatchNorm(L2 = 0.1)") },
        { Layer("LayerNorm"), Layer("LayerNorm(Epsilon = 1e-3)") },
        { Layer("LayerNorm"), Layer("LayerNorm(L1 = 0.1)") },
        { Layer("LayerNorm"), Layer("LayerNorm(L2 = 0.1)") },
        { With("MeanSquaredError", "Sgd"), With("MeanAbsoluteError", "Sgd") },
        { With("MeanSquaredError", "Sgd"), With("BinaryCrossEntropy", "Sgd") },
        { With("Huber", "Sgd"), With("Huber(Delta = 2)", "Sgd") },
        { With("Huber", "Sgd"), With("Huber", "Sgd(LearningRate = 0.1)") },
        { With("Huber", "Sgd"), With("Huber", "Sgd(Momentum = 0.9)") },
        { With("Huber", "Sgd(Momentum = 0.9)"), With("Huber", "Sgd(Momentum = 0.9, Nesterov = true)") },
        { With("Huber", "Sgd"), With("Huber", "Sgd(WeightDecay = 0.1)") },
        { With("Huber", "Sgd"), With("Huber", "Adam") },
        { With("Huber", "Adam"), With("Huber", "Adam(LearningRate = 0.1)") },
        { With("Huber", "Adam"), With("Huber", "Adam(Beta1 = 0.8)") },
        { With("Huber", "Adam"), With("Huber", "Adam(Beta2 = 0.99)") },
        { With("Huber", "Adam"), With("Huber", "Adam(Epsilon = 1e-7)") },
        { With("Huber", "Adam"), With("Huber", "Adam(WeightDecay = 0.1)") },
        { With("Huber", "Adam"), With("Huber", "Adam(AmsGrad = true)") },
        { With("Huber", "Adam(WeightDecay = 0.01)"), With("Huber", "AdamW(WeightDecay = 0.01)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(LearningRate = 0.1)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(Beta1 = 0.8)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(Beta2 = 0.99)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(Epsilon = 1e-7)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(WeightDecay = 0.1)") },
        { With("Huber", "AdamW"), With("Huber", "AdamW(AmsGrad = true)") },
        { With("Huber", "RmsProp"), With("Huber", "RmsProp(LearningRate = 0.1)") },
        { With("Huber", "RmsProp"), With("Huber", "RmsProp(Alpha = 0.9)") },
        { With("Huber", "RmsProp"), With("Huber", "RmsProp(Epsilon = 1e-7)") },
        { With("Huber", "RmsProp"), With("Huber", "RmsProp(Momentum = 0.5)") },
        { With("Huber", "Adagrad"), With("Huber", "Adagrad(LearningRate = 0.1)") },
        { With("Huber", "Adagrad"), With("Huber", "Adagrad(Epsilon = 1e-7)") },
        { Convolution("8, 3"), Convolution("8, 3, 3, Activation.Tanh") },
        { Convolution("8, 3"), Convolution("8, 3, 2") },
        { Convolution("8, 3"), Convolution("8, 3, Stride = 2") },
        { Convolution("8, 3"), Convolution("8, 3, Padding = 1") },
        { Convolution("8, 3"), Convolution("8, 3, Inputs = 2") },
    };

    private static string Convolution(string arguments) => $"[CompiledNet(2, 7, 7)] [Conv2D({arguments})] [MeanSquaredError] [Sgd] partial class Net;";

    public static TheoryData<string> Sources => [.. Differences.SelectMany(pair => new[] { pair.Data.Item1, pair.Data.Item2 }).Distinct()];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Equal_sources_give_equal_models(string source)
    {
        (object declaration, object plan) = Models(source);
        (object again, object planAgain) = Models("// a comment\n" + source);

        declaration.ShouldBe(again);
        declaration.GetHashCode().ShouldBe(again.GetHashCode());
        plan.ShouldBe(planAgain);
        plan.GetHashCode().ShouldBe(planAgain.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void Different_sources_give_different_declarations(string one, string other) => Models(one).Declaration.ShouldNotBe(Models(other).Declaration);

    [Theory]
    [MemberData(nameof(Differences))]
    public void Every_setting_but_an_assertion_changes_the_plan(string one, string other)
    {
        bool isAssertion = other.Contains("Inputs", StringComparison.Ordinal);

        Models(one).Plan.Equals(Models(other).Plan).ShouldBe(isAssertion);
    }

    [Fact]
    public void There_is_a_difference_for_every_property_of_every_attribute()
    {
        string all = string.Concat(Differences.Select(pair => pair.Data.Item2));
        IEnumerable<PropertyInfo> properties = typeof(CompiledNetAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract)
            .SelectMany(type => type.GetProperties()).Where(property => property.SetMethod is not null);

        properties.Select(property => property.Name).Distinct().Where(name => !all.Contains(name + " = ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_model_holds_anything_of_the_compilers(string source)
    {
        (object declaration, object plan) = Models(source);

        Reachable(declaration).Concat(Reachable(plan)).Where(IsOfTheCompiler).ShouldBeEmpty();
        Reachable(plan).OfType<TensorPlan>().ShouldNotBeEmpty();
        Reachable(declaration).OfType<Site>().ShouldNotBeEmpty();
    }

    private static string Layer(string layer) => $"[CompiledNet(3)] [{layer}] [Dense(1)] [Huber] [Sgd] public partial class Net;";

    private static string With(string loss, string optimizer) => $"[CompiledNet(3)] [Dense(1)] [{loss}] [{optimizer}] public partial class Net;";

    private static string Recurrent(string layer) => $"[CompiledNet(5, 2)] [{layer}] [Huber] [Sgd] public partial class Net;";

    private static (object Declaration, object Plan) Models(string source)
    {
        GeneratorRunResult result = GeneratorHarness.Generate(GeneratorHarness.Usings + source).Result;
        return (Value(CompiledNetGenerator.DeclareStep).ShouldBeOfType<NetDeclaration>(), Value(CompiledNetGenerator.PlanStep).ShouldBeOfType<NetPlan>());

        object Value(string step) => result.TrackedSteps[step].ShouldHaveSingleItem().Outputs.ShouldHaveSingleItem().Value;
    }

    private static bool IsOfTheCompiler(object value) =>
        value is not null && value.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>Every object that fields lead to.</summary>
    private static IEnumerable<object> Reachable(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object>([root]);
        while (waiting.TryPop(out object? value))
        {
            if (value is string or Pointer or MemberInfo || value.GetType().IsPrimitive || !seen.Add(value))
                continue;
            yield return value;
            if (value is Array array)
            {
                foreach (object? element in array)
                    Push(element);
            }

            for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Push(field.GetValue(value));
            }
        }

        void Push(object? value)
        {
            if (value is not null)
                waiting.Push(value);
        }
    }
}
