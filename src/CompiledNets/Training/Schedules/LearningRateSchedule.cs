namespace CompiledNets;

/// <summary>
/// How the learning rate changes in a training, with PyTorch's numbers. A schedule holds no state: one object serves any number of
/// trainings, also at the same time.
/// </summary>
/// <remarks>
/// In the formulas, t is the number of epochs that are done (of steps with <see cref="LearningRateCurve.PerStep"/> and
/// <see cref="OneCycle"/>), and initial is the trainer's <see cref="ITrainer.LearningRate"/> when the training starts: the declared one
/// unless it was set.
/// </remarks>
/// <example>
/// <code>
/// trainer.Fit(train, new TrainingOptions { Epochs = 20, Schedule = LearningRateSchedule.Cosine().WithWarmUp(2) });
/// </code>
/// </example>
public abstract class LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>What an epoch must tell the schedule; null: nothing.</summary>
    internal virtual MonitoredValue? Monitor => null;

    /// <summary>
    /// Starts a training in a loop of one's own, and sets the rate of its first step. <see cref="TrainerFitExtensions.Fit"/> does this
    /// itself.
    /// </summary>
    /// <param name="trainer">Whose rate is set.</param>
    /// <param name="epochs">The number of epochs to come. At least 1.</param>
    /// <param name="stepsPerEpoch">The number of steps in each. At least 1.</param>
    /// <param name="firstEpoch">
    /// The number of the first of them, counted from 1: above 1, the training continues where the schedule would be. At least 1.
    /// <see cref="ReduceOnPlateau"/> begins anew in any case.
    /// </param>
    /// <returns>What to tell of steps and epochs.</returns>
    /// <exception cref="ArgumentException">
    /// An argument is out of range, the schedule's minimum is above the trainer's rate, or a warm-up leaves nothing for a schedule that
    /// takes its length from the training.
    /// </exception>
    /// <example>
    /// <code>
    /// LearningRateCursor cursor = LearningRateSchedule.OneCycle(maximum: 0.1).Start(trainer, epochs: 5, stepsPerEpoch: 100);
    /// for (int epoch = 1; epoch &lt;= 5; epoch++)
    /// {
    ///     for (int step = 0; step &lt; 100; step++)
    ///     {
    ///         trainer.TrainStep(inputs, labels);
    ///         cursor.EndStep();
    ///     }
    ///
    ///     cursor.EndEpoch();
    /// }
    /// </code>
    /// </example>
    public LearningRateCursor Start(ITrainer trainer, int epochs, int stepsPerEpoch, int firstEpoch = 1)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ScheduleChecks.Require(epochs >= 1, epochs, "at least 1");
        ScheduleChecks.Require(stepsPerEpoch >= 1, stepsPerEpoch, "at least 1");
        ScheduleChecks.Require(firstEpoch >= 1, firstEpoch, "at least 1");
        ScheduleChecks.Require(epochs <= int.MaxValue - (firstEpoch - 1), epochs, "few enough to be counted from firstEpoch on");
        return Begin(trainer, new ScheduledRun(firstEpoch - 1, firstEpoch - 1 + epochs, stepsPerEpoch));
    }

    /// <summary>Always initial: what a warm-up can lead to. Per epoch. PyTorch: no scheduler.</summary>
    public static LearningRateCurve Constant() => new((initial, _, _) => initial);

    /// <summary>initial·gamma^⌊t/every⌋. Per epoch. PyTorch: <c>StepLR</c>.</summary>
    /// <param name="every">After how many epochs the rate falls (<c>step_size</c>). At least 1.</param>
    /// <param name="gamma">To which share of itself. Above 0, at most 1; default 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateCurve Step(int every, double gamma = 0.1)
    {
        ScheduleChecks.Require(every >= 1, every, "at least 1");
        RequireDecay(gamma, nameof(gamma));
        return new LearningRateCurve((initial, t, _) => initial * IntegerPower.Of(gamma, t / every));
    }

    /// <summary>initial·gamma^(the number of milestones ≤ t). Per epoch. PyTorch: <c>MultiStepLR</c>.</summary>
    /// <param name="milestones">After which epochs the rate falls. At least one; positive and ascending.</param>
    /// <param name="gamma">To which share of itself. Above 0, at most 1; default 0.1.</param>
    /// <exception cref="ArgumentException">There is no milestone, or they are not positive and ascending.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is out of range.</exception>
    public static LearningRateCurve MultiStep(ReadOnlySpan<int> milestones, double gamma = 0.1)
    {
        if (milestones.IsEmpty)
            throw new ArgumentException("There are no milestones.", nameof(milestones));
        int before = 0;
        foreach (int milestone in milestones)
        {
            if (milestone <= before)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The milestone {milestone} follows {before}; milestones are positive and ascending."),
                    nameof(milestones));
            }

            before = milestone;
        }

        RequireDecay(gamma, nameof(gamma));
        int[] ascending = milestones.ToArray();
        return new LearningRateCurve(Rate);

        double Rate(double initial, long t, long length)
        {
            int passed = 0;
            while (passed < ascending.Length && ascending[passed] <= t)
                passed++;
            return initial * IntegerPower.Of(gamma, passed);
        }
    }

    /// <summary>initial·gammaᵗ. Per epoch. PyTorch: <c>ExponentialLR</c>.</summary>
    /// <param name="gamma">To which share of itself the rate falls. Above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The argument is out of range.</exception>
    public static LearningRateCurve Exponential(double gamma)
    {
        RequireDecay(gamma, nameof(gamma));
        return new LearningRateCurve((initial, t, _) => initial * IntegerPower.Of(gamma, t));
    }

    /// <summary>
    /// minimum + (initial − minimum)·(1 + cos(πt/length))/2: down in <paramref name="length"/> epochs, up again in as many, and so on. Per
    /// epoch. PyTorch: <c>CosineAnnealingLR</c>.
    /// </summary>
    /// <param name="length">
    /// The number of epochs (<c>T_max</c>), at least 1; default: all of the training's but the warm-up's. The minimum is then the rate that
    /// would follow the last one.
    /// </param>
    /// <param name="minimum">The least rate (<c>eta_min</c>). From 0 to the trainer's rate, at most 1e6; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateCurve Cosine(int? length = null, double minimum = 0)
    {
        ScheduleChecks.Require(length is null or >= 1, length ?? 1, "at least 1", nameof(length));
        RequireRate(minimum, nameof(minimum));
        return new LearningRateCurve(Rate, minimum, fillsRun: length is null);

        double Rate(double initial, long t, long trainingLength)
        {
            long half = length ?? trainingLength;
            long phase = t % (2 * half);
            return HalfCosine.Anneal(initial, minimum, (double)Math.Min(phase, 2 * half - phase) / half);
        }
    }

    /// <summary>
    /// minimum + (initial − minimum)·(1 + cos(πs/L))/2, where s counts from 0 to L and begins anew whenever it reaches L; L is
    /// <paramref name="length"/> at first and <paramref name="multiplier"/> times as long after each restart (Loshchilov and Hutter 2016,
    /// "SGDR"). Per epoch. PyTorch: <c>CosineAnnealingWarmRestarts</c>.
    /// </summary>
    /// <param name="length">The number of epochs up to the first restart (<c>T_0</c>). At least 1.</param>
    /// <param name="multiplier">How much longer each round is than the one before (<c>T_mult</c>). At least 1; default 1.</param>
    /// <param name="minimum">The rate to which it falls (<c>eta_min</c>). From 0 to the trainer's rate, at most 1e6; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateCurve CosineWithRestarts(int length, int multiplier = 1, double minimum = 0)
    {
        ScheduleChecks.Require(length >= 1, length, "at least 1");
        ScheduleChecks.Require(multiplier >= 1, multiplier, "at least 1");
        RequireRate(minimum, nameof(minimum));
        return new LearningRateCurve(Rate, minimum);

        double Rate(double initial, long t, long trainingLength)
        {
            (Int128 position, Int128 round) = (t, length);
            if (multiplier == 1)
                position %= round;
            for (; position >= round; round *= multiplier)
                position -= round;
            return HalfCosine.Anneal(initial, minimum, (double)position / (double)round);
        }
    }

    /// <summary>
    /// One rise and one fall over the whole training, each along half a cosine (Smith and Topin 2017, "Super-convergence"): from
    /// maximum/initialDivisor to <paramref name="maximum"/>, which is reached after risingShare·steps − 1 steps, and down to
    /// maximum/(initialDivisor·finalDivisor) in the last one; there it stays. Per step. The trainer's own rate does not matter. PyTorch:
    /// <c>OneCycleLR</c> with two phases and <c>cycle_momentum=False</c>.
    /// </summary>
    /// <param name="maximum">The largest rate (<c>max_lr</c>). Above 0, at most 1e6.</param>
    /// <param name="risingShare">The share of the steps in which the rate rises (<c>pct_start</c>). From 0 to 1; default 0.3.</param>
    /// <param name="initialDivisor">How much smaller the first rate is (<c>div_factor</c>). At least 1, finite; default 25.</param>
    /// <param name="finalDivisor">
    /// How much smaller than the first rate the last one is (<c>final_div_factor</c>). At least 1, finite; default 10,000.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule OneCycle(
        double maximum, double risingShare = 0.3, double initialDivisor = 25, double finalDivisor = 1e4)
    {
        ScheduleChecks.Require(maximum > 0 && maximum <= ScheduleChecks.LargestRate, maximum, "above 0 and at most 1000000");
        ScheduleChecks.Require(risingShare >= 0 && risingShare <= 1, risingShare, "from 0 to 1");
        ScheduleChecks.Require(initialDivisor >= 1 && double.IsFinite(initialDivisor), initialDivisor, "at least 1 and finite");
        ScheduleChecks.Require(finalDivisor >= 1 && double.IsFinite(finalDivisor), finalDivisor, "at least 1 and finite");
        return new OneCycleSchedule
        {
            Maximum = maximum,
            RisingShare = risingShare,
            InitialDivisor = initialDivisor,
            FinalDivisor = finalDivisor,
        };
    }

    /// <summary>
    /// rate ← max(rate·factor, minimum) after each epoch that makes more than <paramref name="patience"/> in a row without improvement. An
    /// improvement is a loss below best·(1 − threshold), or an accuracy above best·(1 + threshold). A change of at most 1e-8 is not made.
    /// Per epoch. PyTorch: <c>ReduceLROnPlateau</c> with <c>threshold_mode='rel'</c>.
    /// </summary>
    /// <param name="monitor">What must improve. Default: the validation loss.</param>
    /// <param name="factor">To which share of itself the rate falls. Above 0, less than 1; default 0.1.</param>
    /// <param name="patience">
    /// How many epochs in a row may pass without an improvement; the next one reduces the rate. Not negative; default 10.
    /// </param>
    /// <param name="threshold">By which share of the best value an epoch must beat it. From 0 to less than 1; default 1e-4.</param>
    /// <param name="cooldown">How many epochs after a reduction do not count. Not negative; default 0.</param>
    /// <param name="minimum">Where the rate stops to fall (<c>min_lr</c>). From 0 to 1e6; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule ReduceOnPlateau(
        MonitoredValue monitor = MonitoredValue.ValidationLoss,
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        int cooldown = 0,
        double minimum = 0)
    {
        ScheduleChecks.Require(Enum.IsDefined(monitor), monitor, "one of the values that can be monitored");
        ScheduleChecks.Require(factor > 0 && factor < 1, factor, "above 0 and less than 1");
        ScheduleChecks.Require(patience >= 0, patience, "0 or more");
        ScheduleChecks.Require(threshold >= 0 && threshold < 1, threshold, "from 0 to less than 1");
        ScheduleChecks.Require(cooldown >= 0, cooldown, "0 or more");
        RequireRate(minimum, nameof(minimum));
        return new PlateauSchedule
        {
            MonitoredValue = monitor,
            Factor = factor,
            Patience = patience,
            Threshold = threshold,
            Cooldown = cooldown,
            Minimum = minimum,
        };
    }

    /// <summary>Begins a training whose arguments were checked.</summary>
    internal abstract LearningRateCursor Begin(ITrainer trainer, ScheduledRun run);

    private static void RequireDecay(double gamma, string name) =>
        ScheduleChecks.Require(gamma > 0 && gamma <= 1, gamma, "above 0 and at most 1", name);

    private static void RequireRate(double rate, string name) =>
        ScheduleChecks.Require(rate >= 0 && rate <= ScheduleChecks.LargestRate, rate, "from 0 to 1000000", name);
}
