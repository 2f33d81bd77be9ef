namespace CompiledNets.Generator.Tests.Processes;

/// <summary>The same nets, trained under different settings of the runtime: the same bits, whatever vectors it has and however it compiles.</summary>
public sealed class SameBitsAcrossProcessesTests
{
    /// <summary>The lines before the digests: what vectors the process had.</summary>
    private const int LaneLines = 3;

    private static readonly Lazy<Task<string[]>> Plain = new(() => BitsProgram.RunAsync([]));

    /// <summary>Digests by the net's name, which the number of threads follows.</summary>
    private static async Task<ILookup<string, string>> PlainByNetAsync() =>
        (await Plain.Value)[LaneLines..].Select(line => line.Split(' ', '/')).ToLookup(words => words[0], words => words[^1]);

    [Fact]
    public async Task Digests_are_of_nets_that_differ()
    {
        ILookup<string, string> digests = await PlainByNetAsync();
        digests.Count.ShouldBe(23);
        digests.Select(ofNet => ofNet.First()).ShouldBeUnique();
    }

    [Fact]
    public async Task Threads_change_no_bit()
    {
        ILookup<string, string> digests = await PlainByNetAsync();
        digests["SharedByThreads"].Count().ShouldBe(4);
        digests["SharedByThreads"].Distinct().Count().ShouldBe(1);
        digests["Embedded"].Count().ShouldBe(2);
        digests["Embedded"].Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("Vector512 False", "EnableAVX512=0")]
    [InlineData("Vector512 False", "EnableAVX512=0", "MaxVectorTBitWidth=128")]
    [InlineData("Vector<float> 4", "MaxVectorTBitWidth=128")]
    [InlineData("Vector<float> 4", "EnableAVX2=0")]
    [InlineData("Vector128 False", "EnableHWIntrinsic=0")]
    [InlineData("Vector512 False", "MaxVectorTBitWidth=512", "PreferredVectorBitWidth=256")]
    [InlineData("", "MaxVectorTBitWidth=512")]
    [InlineData("", "TieredCompilation=0")]
    [InlineData("", "TieredPGO=0")]
    [InlineData("", "TC_QuickJitForLoops=0", "ReadyToRun=0")]
    public async Task Settings_of_the_runtime_change_no_bit(string vectors, params string[] settings)
    {
        string[] output = await BitsProgram.RunAsync([], [.. settings.Select(setting => setting.Split('=')).Select(parts => (parts[0], parts[1]))]);

        // A setting that this runtime does not know would make the test one of nothing.
        if (vectors.Length > 0)
            output[..LaneLines].ShouldContain(vectors);
        output[LaneLines..].ShouldBe((await Plain.Value)[LaneLines..]);
    }
}
