using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

public sealed class ExclusiveUseTests
{
    [Fact]
    public void A_turn_in_another_is_refused_with_the_net_and_the_way_out()
    {
        var use = default(ExclusiveUse);
        using ExclusiveUse.Turn turn = use.Begin("DigitClassifier");
        string message = RefusedIn(ref use).Message;
        message.ShouldStartWith("DigitClassifier trainer: a step is running on another thread");
        message.ShouldContain("Take turns");
    }

    [Fact]
    public void Turns_follow_each_other()
    {
        var use = default(ExclusiveUse);
        for (int i = 0; i < 3; i++)
        {
            using ExclusiveUse.Turn turn = use.Begin("Net");
        }

        use.TryEnd("Net").ShouldBeTrue();
    }

    [Fact]
    public void A_turn_ends_when_what_is_done_in_it_throws()
    {
        var use = default(ExclusiveUse);
        Should.Throw<InvalidDataException>(() =>
        {
            using ExclusiveUse.Turn turn = use.Begin("Net");
            throw new InvalidDataException();
        });
        use.TryEnd("Net").ShouldBeTrue();
    }

    [Fact]
    public void A_refused_turn_does_not_end_the_one_that_runs()
    {
        var use = default(ExclusiveUse);
        using ExclusiveUse.Turn turn = use.Begin("Net");
        RefusedIn(ref use);
        RefusedIn(ref use);
    }

    [Fact]
    public void The_end_of_all_use_is_refused_in_a_turn_and_comes_once_after_it()
    {
        var use = default(ExclusiveUse);
        ExclusiveUse.Turn turn = use.Begin("Net");
        string message = "";
        try
        {
            use.TryEnd("Net");
        }
        catch (InvalidOperationException exception)
        {
            message = exception.Message;
        }

        message.ShouldStartWith("Net trainer: a step is running on another thread");
        message.ShouldContain("dispose");
        turn.Dispose();
        use.TryEnd("Net").ShouldBeTrue();
        use.TryEnd("Net").ShouldBeFalse();
    }

    [Fact]
    public void There_is_no_turn_after_the_end()
    {
        var use = default(ExclusiveUse);
        use.TryEnd("DigitClassifier");
        ObjectDisposedException thrown = Should.Throw<ObjectDisposedException>(() => { using ExclusiveUse.Turn turn = use.Begin("DigitClassifier"); });
        thrown.ObjectName.ShouldBe("DigitClassifier.Trainer");
        thrown.Message.ShouldContain("CreateTrainer");
        use.TryEnd("DigitClassifier").ShouldBeFalse();
    }

    [Fact]
    public void Of_threads_that_come_together_one_is_inside()
    {
        const int Threads = 4, Attempts = 20_000;
        var use = default(ExclusiveUse);
        int inside = 0, together = 0, taken = 0, counted = 0;
        using var start = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < Attempts; i++)
            {
                try
                {
                    using ExclusiveUse.Turn turn = use.Begin("Net");
                    if (Interlocked.Increment(ref inside) > 1)
                        Interlocked.Increment(ref together);
                    counted++; // not interlocked: the turn protects it
                    Interlocked.Decrement(ref inside);
                    Interlocked.Increment(ref taken);
                }
                catch (InvalidOperationException)
                {
                    // Sent away; the next attempt may find the place free.
                }
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        together.ShouldBe(0);
        counted.ShouldBe(taken);
        taken.ShouldBeGreaterThanOrEqualTo(1);
    }

    /// <summary>A turn is a <c>ref struct</c> over the field, so no lambda may hold on to it while it runs.</summary>
    private static InvalidOperationException RefusedIn(ref ExclusiveUse use)
    {
        try
        {
            using ExclusiveUse.Turn second = use.Begin("DigitClassifier");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }

        throw new Xunit.Sdk.XunitException("A second turn began in the first one.");
    }
}
