namespace CompiledNets;

/// <summary>
/// Training ended because the loss or a gradient became NaN or infinite, or the net's outputs or its loss on the validation data did. The
/// net holds its last finite parameters: those after the last step that went well.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string message, int epoch, int step, double learningRate, double loss, Exception? cause = null)
        : base(message, cause)
    {
        Epoch = epoch;
        Step = step;
        LearningRate = learningRate;
        Loss = loss;
    }

    /// <summary>The number of the epoch, counted from 1, or from <see cref="TrainingOptions.FirstEpoch"/>.</summary>
    public int Epoch { get; }

    /// <summary>The number of the step in its epoch, counted from 1; in validation that of the last one.</summary>
    public int Step { get; }

    /// <summary>The learning rate of the step.</summary>
    public double LearningRate { get; }

    /// <summary>What the step or the validation returned as its loss: NaN or infinite.</summary>
    public double Loss { get; }
}
