namespace CompiledNets;

/// <summary>Whether a training can begin: everything about data and options that would fail or mislead later.</summary>
internal static class TrainingChecks
{
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public static void Check(ITrainableNet net, Dataset train, TrainingOptions options)
    {
        CheckEpochs(options);
        CheckValidation(train, options);
        CheckMonitors(net, options);
        DatasetChecks.CheckFits(net, train, "training data", nameof(train));
        if (options.Validation is not null)
            DatasetChecks.CheckFits(net, options.Validation, "validation data", nameof(options));
    }

    /// <summary>Checks that no batch is too small for the net.</summary>
    /// <exception cref="ArgumentException">The last one is.</exception>
    public static void CheckBatches(ITrainableNet net, BatchSource batches)
    {
        if (batches.RowsOfLast < net.Description.SmallestBatch)
            throw Fault(
                $"An epoch has {batches.Count} rows, which leaves {batches.RowsOfLast} for the last batch of at most {net.BatchSize}, and net {net.Description.Name} normalises over the rows of a batch, which takes {net.Description.SmallestBatch}. Declare another BatchSize, or use more or fewer rows.",
                "train");
    }

    private static void CheckEpochs(TrainingOptions options)
    {
        if (options.Epochs < 1)
            throw Fault($"Epochs is {options.Epochs}; it must be at least 1.");
        if (options.FirstEpoch < 1)
            throw Fault($"FirstEpoch is {options.FirstEpoch}; epochs are counted from 1.");
        if (options.FirstEpoch - 1 > int.MaxValue - options.Epochs)
            throw Fault($"{options.Epochs} epochs from FirstEpoch {options.FirstEpoch} on are more than can be counted.");
        if (options.TimeProvider is null)
            throw Fault($"TimeProvider is null; leave it out for the system's clock.");
    }

    private static void CheckValidation(Dataset train, TrainingOptions options)
    {
        if (!(options.ValidationSplit >= 0 && options.ValidationSplit < 1))
            throw Fault($"ValidationSplit is {options.ValidationSplit}; it is a share, from 0 to less than 1.");
        if (options.ValidationSplit == 0)
            return;
        if (options.Validation is not null)
            throw Fault($"Both Validation and ValidationSplit are set; choose the set that you have or a share of the training data.");
        if (train.Count < 2)
            throw Fault($"ValidationSplit is {options.ValidationSplit}, but the training data has one row only, which cannot be split.");
    }

    private static void CheckMonitors(ITrainableNet net, TrainingOptions options)
    {
        if (options.EarlyStopping is EarlyStopping early)
        {
            CheckMonitor(net, options, early.Monitor, nameof(EarlyStopping));
            if (early.Patience < 1)
                throw Fault($"EarlyStopping.Patience is {early.Patience}; it must be at least 1.");
            if (!(early.MinimumChange >= 0 && double.IsFinite(early.MinimumChange)))
                throw Fault($"EarlyStopping.MinimumChange is {early.MinimumChange}; it must be finite and not negative.");
        }

        if (options.Schedule?.Monitor is MonitoredValue monitor)
            CheckMonitor(net, options, monitor, nameof(TrainingOptions.Schedule));

        if (options.StopAt is TrainingTarget target)
        {
            CheckMonitor(net, options, target.Monitor, nameof(TrainingOptions.StopAt));
            if (!double.IsFinite(target.Value))
                throw Fault($"StopAt.Value is {target.Value}; it must be finite.");
        }
    }

    private static void CheckMonitor(ITrainableNet net, TrainingOptions options, MonitoredValue monitor, string option)
    {
        if (!Enum.IsDefined(monitor))
            throw Fault($"{option}.Monitor is {(int)monitor}, which is none of the values that can be monitored.");
        if (monitor == MonitoredValue.TrainingLoss)
            return;
        if (options.Validation is null && options.ValidationSplit == 0)
            throw Fault($"{option} monitors {monitor}, but there is no validation data; set Validation or ValidationSplit.");
        NetDescription description = net.Description;
        if (monitor == MonitoredValue.ValidationAccuracy && description.Loss is not (LossKind.CrossEntropy or LossKind.BinaryCrossEntropy))
        {
            throw Fault(
                $"{option} monitors {monitor}, but net {description.Name} with the loss {description.Loss} does not classify.");
        }
    }

    private static ArgumentException Fault(FormattableString fault, string parameter = "options") =>
        new(FormattableString.Invariant(fault), parameter);
}
