namespace CompiledNets.Generator.Tests.Processes;

public sealed class ForgottenTrainerTests
{
    /// <summary>Long enough for any machine; reached only by a process that does not end.</summary>
    private const int Hang = 120_000;

    [Fact(Timeout = Hang)]
    public async Task A_trainer_that_is_never_disposed_does_not_keep_the_process_alive()
    {
        string[] output = await BitsProgram.RunAsync(["forgotten-trainer"]);

        output[^2..].ShouldBe(["SharedByThreads trainer 1", "SharedByThreads trainer 2"]);
    }
}
