using System.Globalization;
using System.Runtime.InteropServices;
using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Names;

/// <summary>Cultures with other decimal separators, minus signs, digits and letter cases.</summary>
public sealed class CultureTests
{
    private const string Source = GeneratorHarness.Usings + """
        [CompiledNet(3, BatchSize = 7)]
        [Dense(5, Activation.Selu, Name = "INPUT_I", L1 = 1.5e-3, L2 = 2.5e-4)]
        [Dense(2000, Activation.Gelu)]
        [Dense(4, Activation.Softmax)]
        [CrossEntropy(LabelSmoothing = 0.125)]
        [Adam(LearningRate = 1.25e-2, Beta1 = 0.85, Epsilon = 1e-7, WeightDecay = 0.015)]
        [ClipGradients(Value = 0.75)]
        public partial class Net;
        """;

    public static TheoryData<string> Cultures => ["sv-SE", "fa-IR", "tr-TR", "ar-SA", "de-CH"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Generated_text_and_results_do_not_depend_on_the_culture(string culture)
    {
        (string expectedText, string expectedResults) = Under(CultureInfo.InvariantCulture);

        (string text, string results) = Under(CultureInfo.GetCultureInfo(culture));

        text.ShouldBe(expectedText);
        results.ShouldBe(expectedResults);
    }

    [Fact]
    public void The_cultures_are_hostile()
    {
        // With globalisation switched off the tests above would test nothing.
        (-1.5).ToString(CultureInfo.GetCultureInfo("sv-SE")).ShouldBe("−1,5");
        "I".ToLower(CultureInfo.GetCultureInfo("tr-TR")).ShouldBe("ı");
    }

    private static (string Text, string Results) Under(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture, beforeUI = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            GeneratorRun run = GeneratorHarness.Generate(Source);
            return (run.OnlySource, Train(LoadedNets.Load(run).TrainableNet("Net")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = beforeUI;
        }
    }

    private static string Train(ITrainableNet net)
    {
        using ITrainer trainer = net.CreateTrainer();
        float[] inputs = [0.5f, -1, 2], targets = [0.25f, 0.75f, 0, 0];
        float[] losses = [trainer.TrainStep(inputs, targets), trainer.TrainStep(inputs, targets)];
        return net.Description.Summary + string.Join(' ', net.Tensors) + Convert.ToHexString(MemoryMarshal.AsBytes(losses.AsSpan()));
    }
}
