namespace CompiledNets.Tests.Training;

public class FitShufflingTests
{
    [Fact]
    public void Each_epoch_has_an_order_of_its_own_that_is_not_the_one_in_memory()
    {
        float[][] orders = OrdersOf(new TrainingOptions { Epochs = 3 });

        orders[0].ShouldNotBe(orders[1]);
        orders[1].ShouldNotBe(orders[2]);
        orders.ShouldAllBe(order => !order.SequenceEqual(order.Order()));
    }

    [Fact]
    public void The_order_depends_on_the_seed()
    {
        OrdersOf(new TrainingOptions { Epochs = 1, Seed = 1 }).ShouldBe(OrdersOf(new TrainingOptions { Epochs = 1, Seed = 1 }));
        OrdersOf(new TrainingOptions { Epochs = 1, Seed = 2 }).ShouldNotBe(OrdersOf(new TrainingOptions { Epochs = 1, Seed = 1 }));
    }

    [Fact]
    public void The_order_of_an_epoch_does_not_depend_on_which_epochs_came_before()
    {
        float[][] all = OrdersOf(new TrainingOptions { Epochs = 4, Seed = 9 });
        float[][] last = OrdersOf(new TrainingOptions { Epochs = 1, FirstEpoch = 4, Seed = 9 });

        last[0].ShouldBe(all[3]);
    }

    [Fact]
    public void Negative_seeds_are_seeds_like_others()
    {
        OrdersOf(new TrainingOptions { Epochs = 1, Seed = -1 }).ShouldNotBe(OrdersOf(new TrainingOptions { Epochs = 1, Seed = 1 }));
    }

    private static float[][] OrdersOf(TrainingOptions options)
    {
        const int rows = 50;
        var net = new ScriptedNet(batchSize: 7);
        net.Fit(ScriptedNet.Rows(rows), options);
        return [.. net.Batches!.SelectMany(batch => batch).Chunk(rows)];
    }
}
