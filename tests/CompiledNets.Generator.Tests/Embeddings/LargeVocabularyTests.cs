using System.Reflection;
using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Memory;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>A table of a million rows, of which a step neither reads nor writes those that its batch does not use.</summary>
public sealed class LargeVocabularyTests
{
    private const int Vocabulary = 1_000_000, Width = 16;

    private static readonly int[] Used = [0, 5, 77, 123_456, 999_999];

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load($"""
        {GeneratorHarness.Usings}
        [CompiledNet(5, BatchSize = 4)] [Embedding({Vocabulary}, {Width}, Initializer = Initializer.Zeros)] [Flatten] [Dense(3)] [CrossEntropy] [Adam]
        public partial class Plain;

        [CompiledNet(5, BatchSize = 4)] [Embedding({Vocabulary}, {Width}, Initializer = Initializer.Zeros)] [Flatten] [Dense(3)] [CrossEntropy] [AdamW] [ClipGradients(Norm = 0.1)]
        public partial class Decaying;
        """));

    public static TheoryData<string> Names => new("Plain", "Decaying");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_touches_the_rows_that_it_uses_and_their_moments_and_no_others(string name)
    {
        ITrainableNet net = Loaded.Value.TrainableNet(name);
        using ITrainer trainer = net.CreateTrainer(threads: 2);

        // Whatever reads an unused row or its gradient, to check or to measure it, gets a NaN; whatever updates it changes its moments.
        const float Moment = 0.25f;
        Span<float> table = Buffer(net, "parameters")[..(Vocabulary * Width)], gradients = Buffer(trainer, "gradients")[..table.Length], state = Buffer(trainer, "state");
        table.Fill(float.NaN);
        gradients.Fill(float.NaN);
        foreach (int row in Used)
        {
            table.Slice(row * Width, Width).Clear();
            gradients.Slice(row * Width, Width).Clear();
        }

        for (int moment = 0; moment < 2; moment++)
            state.Slice(moment * (state.Length / 2), table.Length).Fill(Moment);

        for (int step = 0; step < 3; step++)
            float.IsFinite(trainer.TrainStep([.. Used, .. Used.Reverse()], [1, 2])).ShouldBeTrue();

        RowsWhere(table, row => !row.ContainsAnyExcept(float.NaN)).ShouldBe(Vocabulary - Used.Length);
        foreach (int row in Used)
            table.Slice(row * Width, Width).ContainsAnyExcept(0f).ShouldBeTrue($"row {row}");
        RowsWhere(gradients, row => !row.ContainsAnyExcept(float.NaN)).ShouldBe(Vocabulary - Used.Length);
        for (int moment = 0; moment < 2; moment++)
            RowsWhere(state.Slice(moment * (state.Length / 2), table.Length), row => !row.ContainsAnyExcept(Moment)).ShouldBe(Vocabulary - Used.Length);
    }

    [Fact]
    public void The_workspace_grows_by_a_bit_for_each_row()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Plain");
        using ITrainer trainer = net.CreateTrainer();

        Buffer(trainer, "workspace").Length.ShouldBeLessThan((Vocabulary / 32) + 4000);
    }

    private delegate bool RowCheck(ReadOnlySpan<float> row);

    private static int RowsWhere(ReadOnlySpan<float> rows, RowCheck check)
    {
        int count = 0;
        for (int start = 0; start < rows.Length; start += Width)
        {
            if (check(rows.Slice(start, Width)))
                count++;
        }

        return count;
    }

    private static Span<float> Buffer(object owner, string name) =>
        ((AlignedBuffer)owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!).Span;
}
