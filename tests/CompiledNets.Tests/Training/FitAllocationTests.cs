namespace CompiledNets.Tests.Training;

public class FitAllocationTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Between_the_first_and_the_last_step_of_an_epoch_nothing_is_allocated(bool shuffle, bool listen)
    {
        long first = 0;
        long last = 0;
        var net = new ScriptedNet(batchSize: 2)
        {
            Batches = null,
            OnStep = step =>
            {
                if (step == 1001)
                    first = GC.GetAllocatedBytesForCurrentThread();
                if (step == 2000)
                    last = GC.GetAllocatedBytesForCurrentThread();
            },
        };
        var listener = new SilentListener();

        net.Fit(ScriptedNet.Rows(1999), new TrainingOptions // 1000 steps an epoch
        {
            Epochs = 2,
            Shuffle = shuffle,
            BatchProgress = listen ? listener : null,
        });

        (last - first).ShouldBe(0);
        net.StepsTaken.ShouldBe(2000);
        listener.Heard.ShouldBe(listen ? 2000 : 0);
    }

    private sealed class SilentListener : IProgress<BatchReport>
    {
        public int Heard { get; private set; }

        public void Report(BatchReport value) => Heard++;
    }
}
