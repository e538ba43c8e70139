using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A log that cannot be written.</summary>
internal sealed class FaultyLogger : ILogger, ILoggerProvider
{
    public int Calls { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        Calls++;
        throw new InvalidOperationException(Blog.Secret);
    }

    public void Dispose() { }
}
