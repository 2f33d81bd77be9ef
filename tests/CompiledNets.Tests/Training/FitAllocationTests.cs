namespace CompiledNets.Tests.Training;

public class FitAllocationTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Between_the_first_and_the_last_step_of_an_epoch_nothing_is_allocated(bool shuffle, bool listen)
    {
        const int Epochs = 5, Steps = 1000;
        long first = 0, least = long.MaxValue; // of some epochs, since the runtime itself now and then allocates on a thread that it interrupts
        var net = new ScriptedNet(batchSize: 2)
        {
            Batches = null,
            OnStep = step =>
            {
                if (step % Steps == 1)
                    first = GC.GetAllocatedBytesForCurrentThread();
                if (step % Steps == 0 && step > Steps)
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - first);
            },
        };
        var listener = new SilentListener();

        net.Fit(ScriptedNet.Rows((2 * Steps) - 1), new TrainingOptions
        {
            Epochs = Epochs,
            Shuffle = shuffle,
            BatchProgress = listen ? listener : null,
        });

        least.ShouldBe(0);
        net.StepsTaken.ShouldBe(Epochs * Steps);
        listener.Heard.ShouldBe(listen ? Epochs * Steps : 0);
    }

    private sealed class SilentListener : IProgress<BatchReport>
    {
        public int Heard { get; private set; }

        public void Report(BatchReport value) => Heard++;
    }
}
