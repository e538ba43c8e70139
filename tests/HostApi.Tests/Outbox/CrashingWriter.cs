using System.Diagnostics;
using System.Globalization;
using LearningStudio.HostApi.Crasher;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>Writes replies in processes of their own, which die between the commit and the end of the handlers.</summary>
internal sealed class CrashingWriter(string engine, string connection, string redis)
{
    /// <summary>Adds a reply; says which post it is, when it was committed, and whether the handlers ended before the process.</summary>
    public async Task<KilledWrite> ReplyAsync(long topic, string text, TimeSpan delay)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Crash).Assembly.Location, engine, connection, redis])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(topic.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(text);
        start.ArgumentList.Add(((long)delay.TotalMicroseconds).ToString(CultureInfo.InvariantCulture));
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        await process.WaitForExitAsync();
        lines[0].ShouldStartWith("committed ", Case.Sensitive, await errors);
        process.ExitCode.ShouldNotBeInRange(0, 2, "it is killed");
        long[] told = [.. lines[0].Split(' ').Skip(1).Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
        return new KilledWrite(told[1], DateTimeOffset.FromUnixTimeMilliseconds(told[0]), lines[1] == "handled");
    }
}
