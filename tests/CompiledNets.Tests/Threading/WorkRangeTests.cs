using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

public sealed class WorkRangeTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 16, 3)]
    [InlineData(1, 16, 4)]
    [InlineData(64, 8, 2)]
    [InlineData(65, 8, 2)]
    [InlineData(100, 16, 3)]
    [InlineData(101770, 16, 8)]
    [InlineData(int.MaxValue, 1, 7)]
    [InlineData(int.MaxValue, int.MaxValue, 7)]
    public void Ranges_cover_everything_once_and_evenly_in_whole_granules(int length, int granule, int workers)
    {
        int end = 0;
        long fewest = long.MaxValue, most = 0;
        for (int worker = 0; worker < workers; worker++)
        {
            WorkRange range = WorkRange.Of(length, granule, worker, workers);
            range.Start.ShouldBe(end);
            range.End.ShouldBeGreaterThanOrEqualTo(range.Start);
            (range.Start % granule == 0 || range.Start == length).ShouldBeTrue($"worker {worker} starts at {range.Start}");
            long granules = ((long)range.End - range.Start + granule - 1) / granule;
            fewest = Math.Min(fewest, granules);
            most = Math.Max(most, granules);
            end = range.End;
        }

        end.ShouldBe(length);
        (most - fewest).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(-1, 1, 0, 1)]
    [InlineData(8, 0, 0, 1)]
    [InlineData(8, 1, -1, 1)]
    [InlineData(8, 1, 2, 2)]
    [InlineData(8, 1, 0, 0)]
    public void Impossible_splits_are_refused(int length, int granule, int worker, int workers) =>
        Should.Throw<ArgumentOutOfRangeException>(() => WorkRange.Of(length, granule, worker, workers));
}
