using System.Globalization;

namespace CompiledNets;

/// <summary>How far predicted values y are from their targets t.</summary>
public sealed record RegressionMetrics
{
    /// <summary>The mean of |y − t| over rows and outputs, in the targets' unit.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>√ of the mean of (y − t)² over rows and outputs, in the targets' unit.</summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>
    /// R², the mean over the outputs of 1 − Σ(y − t)²/Σ(t − t̄)²: 1 is perfect, 0 no better than always the mean t̄, less is worse than
    /// that. An output whose targets are all the same counts as 1 if it is met exactly and as 0 otherwise; for a single row R² is NaN.
    /// These are scikit-learn's conventions (<c>r2_score</c>, uniform average).
    /// </summary>
    public required double RSquared { get; init; }

    /// <summary>The three figures on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"MAE {MeanAbsoluteError:G5}, RMSE {RootMeanSquaredError:G5}, R² {RSquared:F4}");
}
