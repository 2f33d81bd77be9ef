namespace CompiledNets;

/// <summary>
/// Calls back at once, on the thread that trains, before the next step. <see cref="Progress{T}"/> in contrast posts to the thread pool or
/// to the user interface: right for a window, but in a console the reports may come out of order, and an exception does not end the
/// training.
/// </summary>
/// <typeparam name="T">What is reported: <see cref="EpochReport"/> or <see cref="BatchReport"/>.</typeparam>
/// <param name="report">What to call.</param>
/// <example>
/// <code>
/// Progress = new SynchronousProgress&lt;EpochReport&gt;(Console.WriteLine)
/// </code>
/// </example>
public sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    private readonly Action<T> _report = report ?? throw new ArgumentNullException(nameof(report));

    /// <inheritdoc/>
    public void Report(T value) => _report(value);
}
