namespace CompiledNets.Tests.Training;

public class DivergenceTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_not_finite_ends_training_with_where_it_happened(float loss)
    {
        var net = new ScriptedNet { StepLoss = step => step == 5 ? loss : 1, LearningRate = 0.25 };

        var exception = Should.Throw<TrainingDivergedException>(() => net.Fit(ScriptedNet.Rows(6))); // 3 steps an epoch

        (exception.Epoch, exception.Step, exception.LearningRate, exception.Loss).ShouldBe((2, 2, 0.25, (double)loss));
        exception.Message.ShouldContain("net ScriptedNet diverged in epoch 2, step 2 of 3, at learning rate 0.25");
        exception.Message.ShouldContain("[ClipGradients]");
        net.StepsTaken.ShouldBe(4);
    }

    [Fact]
    public void A_learning_rate_that_is_far_too_large_leaves_finite_parameters()
    {
        float[] inputs = [.. Enumerable.Range(0, 32).Select(i => (float)i)];
        var net = new LinearNet(1, 1, LossKind.MeanSquaredError);
        ITrainer trainer = net.CreateTrainer();
        trainer.LearningRate = 1e6;

        var exception = Should.Throw<TrainingDivergedException>(() => trainer.Fit(Dataset.WithTargets(inputs, inputs, 32)));

        exception.LearningRate.ShouldBe(1e6);
        float.IsFinite(net.Weights[0]).ShouldBeTrue();
        net.Weights[0].ShouldNotBe(0);
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_is_divergence()
    {
        var net = new ScriptedNet { ValidationLoss = steps => steps == 6 ? float.PositiveInfinity : 1 };

        var exception = Should.Throw<TrainingDivergedException>(
            () => net.Fit(ScriptedNet.Rows(6), new TrainingOptions { Validation = ScriptedNet.Rows(3) }));

        (exception.Epoch, exception.Step, exception.Loss).ShouldBe((2, 3, double.PositiveInfinity));
        exception.Message.ShouldContain("on the validation data");
    }

    [Fact]
    public void An_output_for_the_validation_data_that_is_not_finite_is_divergence()
    {
        float[] train = [1e-3f, 2e-3f];
        float[] large = [1e38f];
        var net = new LinearNet(1, 1, LossKind.MeanSquaredError);
        net.Weights[0] = 1e3f;

        var exception = Should.Throw<TrainingDivergedException>(() => net.CreateTrainer().Fit(
            Dataset.WithTargets(train, train, 2), new TrainingOptions { Validation = Dataset.WithTargets(large, large, 1) }));

        exception.Epoch.ShouldBe(1);
        exception.InnerException.ShouldBeAssignableTo<InvalidOperationException>()!.Message.ShouldContain("row 0");
    }
}
