namespace LearningStudio.HostApi.Tests.Commands.Import;

/// <summary>A host to import into, and what the command prints.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    public ForumHost Host { get; } = new();

    public StringWriter Output { get; } = new();

    public Task<int> ImportAsync(params string[] arguments) =>
        Host.Services.RunAsync(WideConsole.Over(Output), ["import", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await Output.DisposeAsync();
        await Host.DisposeAsync();
    }
}
