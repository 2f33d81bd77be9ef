namespace ReadingDigits.CommandLine;

/// <summary>While it lives, Ctrl+C asks for an end instead of ending the program.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private bool _hasEnded;

    public Interruption() => Console.CancelKeyPress += Interrupt;

    /// <summary>Is cancelled by Ctrl+C.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Interrupt;
        lock (_source)
        {
            _hasEnded = true;
            _source.Dispose();
        }
    }

    private void Interrupt(object? sender, ConsoleCancelEventArgs press)
    {
        press.Cancel = true;
        lock (_source)
        {
            // The key may be pressed at the very moment at which the training ends by itself.
            if (!_hasEnded)
                _source.Cancel();
        }
    }
}
