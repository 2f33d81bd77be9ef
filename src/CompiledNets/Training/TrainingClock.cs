namespace CompiledNets;

/// <summary>Measures a training: how long, how fast, how long still.</summary>
internal sealed class TrainingClock
{
    private readonly TimeProvider _time;
    private readonly long _totalRows;
    private readonly long _start;
    private long _epochStart;
    private long _rows;
    private long _epochRows;

    public TrainingClock(TimeProvider time, long totalRows)
    {
        _time = time;
        _totalRows = totalRows;
        _start = _epochStart = time.GetTimestamp();
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public TimeSpan EpochElapsed => _time.GetElapsedTime(_epochStart);

    /// <summary>Rows trained on in a second of this epoch; 0 if no time has passed.</summary>
    public double RowsPerSecond => EpochElapsed is { Ticks: > 0 } elapsed ? _epochRows / elapsed.TotalSeconds : 0;

    /// <summary>How long the rows that are left will take at the mean speed since the start.</summary>
    public TimeSpan Remaining
    {
        get
        {
            // "Until somebody stops it" is asked for as billions of epochs, which may take longer than a TimeSpan can say.
            double ticks = _rows == 0 ? 0 : Elapsed.Ticks * ((_totalRows - _rows) / (double)_rows);
            return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
        }
    }

    public void BeginEpoch()
    {
        _epochStart = _time.GetTimestamp();
        _epochRows = 0;
    }

    public void AddRows(int rows)
    {
        _rows += rows;
        _epochRows += rows;
    }
}
