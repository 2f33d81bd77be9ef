using System.Diagnostics;

namespace CompiledNets.Generator.Tests.Processes;

/// <summary>Runs tests/CompiledNets.Bits in a process of its own.</summary>
internal static class BitsProgram
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "CompiledNets.Bits.dll");

    /// <summary>The runtime that runs this test.</summary>
    private static readonly string Host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path
        : Path.Combine(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), "dotnet");

    /// <summary>Runs it to its end and gives what it printed.</summary>
    /// <param name="arguments">Which nets, or what else to do; none for the small nets.</param>
    /// <param name="settings">Environment variables, without <c>DOTNET_</c>.</param>
    public static async Task<string[]> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Host) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Assembly);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in settings)
            start.Environment["DOTNET_" + name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        (await error).ShouldBeEmpty();
        process.ExitCode.ShouldBe(0);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
