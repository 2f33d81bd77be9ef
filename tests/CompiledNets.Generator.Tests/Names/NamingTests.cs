using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Names;

/// <summary>Wherever a net's class stands and whatever it and its neighbours are called: it compiles and trains.</summary>
public sealed class NamingTests
{
    private const string Net = "[CompiledNet(2, BatchSize = 3)] [Dense(17, Activation.Gelu, L2 = 0.1)] [Dense(2, Activation.Softmax)] [CrossEntropy] [Adam] [ClipGradients(Norm = 1)]";

    /// <summary>Types that generated code uses, or might, as a user could have named types of his own.</summary>
    private static readonly string[] Shadows =
    [
        "System", "CompiledNets", "Math", "MathF", "Span", "ReadOnlySpan", "Unsafe", "MemoryMarshal", "Vector", "Vector512", "Array", "Object",
        "Single", "Double", "Int32", "String", "Boolean", "Void", "Attribute", "MethodImpl", "MethodImplOptions", "AlignedBuffer", "VectorMath", "Trainer",
        "Kernels", "Layers", "Optimized", "V", "R", "W", "At", "OutputLoss", "Pass", "WideLanes", "Extent1", "Initializer", "ArgumentException",
    ];

    [Theory]
    [InlineData("public partial class Net;", "Net")]
    [InlineData("namespace A.B; NET public partial class Net;", "A.B.Net")]
    [InlineData("namespace A { namespace B { NET internal sealed partial class Net; } }", "A.B.Net")]
    [InlineData("public partial class Outer { NET private sealed partial class Net; }", "Outer+Net")]
    [InlineData("public static partial class Outer { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public abstract partial class Outer { NET protected partial class Net; }", "Outer+Net")]
    [InlineData("public partial struct Outer { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public readonly partial struct Outer { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public readonly ref partial struct Outer { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public partial record Outer(int X) { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public readonly partial record struct Outer(int X) { NET public partial class Net; }", "Outer+Net")]
    [InlineData("public partial interface IOuter { NET public partial class Net; }", "IOuter+Net")]
    [InlineData("namespace N; partial struct A { partial record B { partial interface C { NET public partial class Net; } } }", "N.A+B+C+Net")]
    [InlineData("namespace @event { NET public partial class @class; }", "event.class")]
    [InlineData("namespace @int.@void; partial struct @struct { NET public partial class @return; }", "int.void.struct+return")]
    [InlineData("namespace @await; partial class @record { NET public partial class @field; }", "await.record+field")]
    [InlineData("namespace @partial.@where; NET public partial class @var;", "partial.where.var")]
    [InlineData("namespace Größen.学习; NET public partial class Zähler_ß;", "Größen.学习.Zähler_ß")]
    [InlineData("namespace System2; NET public partial class Net;", "System2.Net")]
    [InlineData("namespace A.System; NET public partial class Net;", "A.System.Net")]
    [InlineData("namespace A.CompiledNets.Simd; NET public partial class Net;", "A.CompiledNets.Simd.Net")]
    [InlineData("namespace CompiledNets.Mine; NET public partial class Net;", "CompiledNets.Mine.Net")]
    [InlineData("public abstract class Base { protected int rows, scale; public int InputSize2 => 1; } NET public partial class Net : Base;", "Net")]
    [InlineData("NET public partial class Net { private readonly int count = 3; public int Count => count; }", "Net")]
    [InlineData("NET public partial class Net { /* one half */ } public partial class Net { public int More => InputSize; }", "Net")]
    [InlineData("NET public partial class Math;", "Math")]
    [InlineData("NET public partial class Layers;", "Layers")]
    [InlineData("NET public partial class Pass;", "Pass")]
    [InlineData("NET public partial class Forward;", "Forward")]
    [InlineData("NET public partial class At;", "At")]
    [InlineData("NET public partial class V;", "V")]
    [InlineData("NET public partial class Dense1Layer;", "Dense1Layer")]
    public void A_net_compiles_and_trains_wherever_it_stands(string source, string fullName)
    {
        string whole = source.Contains("NET", StringComparison.Ordinal) ? source.Replace("NET", Net, StringComparison.Ordinal) : Net + source;

        Train(GeneratorHarness.Load(GeneratorHarness.Usings + whole), fullName);
    }

    [Fact]
    public void Types_of_the_user_with_names_of_the_system_are_left_alone()
    {
        string shadows = string.Concat(Shadows.Select(name => $"public class {name} {{ }}\n"));

        Train(GeneratorHarness.Load($"{GeneratorHarness.Usings}namespace App\n{{\n{shadows}\n{Net} public partial class Net;\n}}"), "App.Net");
    }

    [Fact]
    public void Types_around_the_net_with_names_of_the_system_are_left_alone()
    {
        // Members of the containing type are found before anything else; those that the net itself declares win over them.
        string shadows = string.Concat(Shadows.Select(name => $"public class {name} {{ }}\n"));

        Train(GeneratorHarness.Load($"{GeneratorHarness.Usings}public partial class Outer\n{{\n{Net} public partial class Net;\n{shadows}}}"), "Outer+Net");
    }

    [Fact]
    public void Names_that_differ_in_case_alone_get_files_of_their_own()
    {
        LoadedNets nets = GeneratorHarness.Load(
            $"{GeneratorHarness.Usings}namespace A {{ {Net} public partial class Net; {Net} public partial class NET; }} namespace a {{ {Net} public partial class Net; }}");

        Train(nets, "A.Net");
        Train(nets, "A.NET");
        Train(nets, "a.Net");
    }

    [Fact]
    public void The_same_name_in_different_places_gets_files_of_its_own()
    {
        LoadedNets nets = GeneratorHarness.Load(
            $"{GeneratorHarness.Usings}{Net} public partial class Net; namespace A {{ {Net} public partial class Net; partial class B {{ {Net} public partial class Net; }} }}");

        Train(nets, "Net");
        Train(nets, "A.Net");
        Train(nets, "A.B+Net");
    }

    private static void Train(LoadedNets nets, string fullName)
    {
        ITrainableNet net = nets.TrainableNet(fullName);
        using ITrainer trainer = net.CreateTrainer();
        float first = trainer.TrainStep((float[])[1, 2, 3, 4], (int[])[0, 1]);
        float second = trainer.TrainStep((float[])[1, 2, 3, 4], (int[])[0, 1]);

        second.ShouldBeLessThan(first);
    }
}
