using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Incrementality;

/// <summary>What an edit makes the generator do again.</summary>
public sealed class CachingTests
{
    private const string Net =
        GeneratorHarness.Usings + """
        [CompiledNet(3)]
        [Dense(4, Activation.Relu)]
        [Dense(2)]
        [CrossEntropy]
        [Adam(LearningRate = 0.01)]
        public partial class Net
        {
            public int Own => 1;
        }
        """;

    /// <summary>A step did not run, or gave what it gave before.</summary>
    private static readonly IncrementalStepRunReason[] AsItWas = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    private const string Elsewhere = "class Elsewhere { int Value => 1; }";

    [Fact]
    public void Without_an_edit_everything_is_cached() =>
        ReasonsAfter(tree => tree, 0).ShouldBe(new Reasons(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached));

    [Theory]
    [InlineData("int Value => 1;", "int Value => 2;")]
    [InlineData("class Elsewhere", "[System.Obsolete] class Elsewhere")]
    [InlineData("class Elsewhere", "// a comment\nclass Another; class Elsewhere")]
    public void An_edit_elsewhere_leaves_every_step_and_file_as_it_was(string old, string changed)
    {
        Reasons reasons = ReasonsAfter(text => text.Replace(old, changed, StringComparison.Ordinal), 1);

        AsItWas.ShouldContain(reasons.Declare);
        reasons.Plan.ShouldBe(IncrementalStepRunReason.Cached);
        reasons.Output.ShouldBe(IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("public int Own => 1;", "public int Own => 12; // a comment")]
    [InlineData("[Dense(2)]", "// a comment\n\n   [Dense( 2 )]  ")]
    [InlineData("[Dense(2)]", "[DenseAttribute(units: 1 + 1)]")]
    [InlineData("public partial class Net", "/// <summary>A net.</summary>\npublic sealed partial class Net")]
    public void An_edit_in_the_class_that_declares_the_same_net_leaves_the_plan_and_the_file_as_they_were(string old, string changed)
    {
        Reasons reasons = ReasonsAfter(text => text.Replace(old, changed, StringComparison.Ordinal), 0);

        AsItWas.ShouldContain(reasons.Declare);
        reasons.Plan.ShouldBe(IncrementalStepRunReason.Cached);
        reasons.Output.ShouldBe(IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("[Dense(2)]", "[Dense(3)]")]
    [InlineData("LearningRate = 0.01", "LearningRate = 0.02")]
    [InlineData("Activation.Relu", "Activation.Gelu")]
    [InlineData("[Dense(2)]", "[Dense(2)] [Dense(2)]")]
    public void An_edit_of_an_attribute_declares_plans_and_writes_again(string old, string changed) =>
        ReasonsAfter(text => text.Replace(old, changed, StringComparison.Ordinal), 0)
            .ShouldBe(new Reasons(IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified));

    [Fact]
    public void An_assertion_that_holds_changes_the_declaration_and_neither_plan_nor_file()
    {
        Reasons reasons = ReasonsAfter(text => text.Replace("[Dense(2)]", "[Dense(2, Inputs = 4)]", StringComparison.Ordinal), 0);

        reasons.Declare.ShouldBe(IncrementalStepRunReason.Modified);
        AsItWas.ShouldContain(reasons.Plan);
        reasons.Output.ShouldBe(IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Another_net_leaves_the_first_as_it_was()
    {
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGenerators(GeneratorHarness.Compile(Net), TestContext.Current.CancellationToken);
        CSharpCompilation both = GeneratorHarness.Compile(Net);
        both = both.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            Net.Replace("class Net", "class Other", StringComparison.Ordinal), (CSharpParseOptions)both.SyntaxTrees[0].Options, cancellationToken: TestContext.Current.CancellationToken));

        driver = driver.RunGenerators(both, TestContext.Current.CancellationToken);

        Outputs(driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(steps => steps))
            .ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], ignoreOrder: true);
    }

    /// <summary>Why the steps ran after an edit of one of the two files.</summary>
    private static Reasons ReasonsAfter(Func<string, string> edit, int file)
    {
        CSharpCompilation before = GeneratorHarness.Compile(Net, Elsewhere);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGenerators(before, TestContext.Current.CancellationToken);
        SyntaxTree tree = before.SyntaxTrees[file];
        string text = edit(tree.ToString());
        CSharpCompilation after = text == tree.ToString() ? before : before.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text)));

        GeneratorRunResult result = driver.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        return new Reasons(
            Outputs(result.TrackedSteps[CompiledNetGenerator.DeclareStep]).ShouldHaveSingleItem(),
            Outputs(result.TrackedSteps[CompiledNetGenerator.PlanStep]).ShouldHaveSingleItem(),
            Outputs(result.TrackedOutputSteps.Values.SelectMany(steps => steps)).ShouldHaveSingleItem());
    }

    private static IncrementalStepRunReason[] Outputs(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private sealed record Reasons(IncrementalStepRunReason Declare, IncrementalStepRunReason Plan, IncrementalStepRunReason Output);
}
