using StackExchange.Redis;

namespace LearningStudio.Tests.Servers;

/// <summary>Garnet, the other server that speaks Redis's protocol, with scripts switched on.</summary>
public sealed class GarnetServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("garnet").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private readonly ServerProcess _process;

    private GarnetServer(string repository, string[] settings)
    {
        // The tool of the repository's manifest, which is looked up from the working folder.
        _process = new ServerProcess(
            "dotnet",
            [
                "garnet-server",
                "--port",
                $"{_port}",
                "--bind",
                "127.0.0.1",
                "--memory",
                "64m",
                "--index",
                "8m",
                "--lua",
                .. settings,
            ],
            repository
        );
    }

    public string Configuration => $"127.0.0.1:{_port}";

    public static async Task<GarnetServer> StartAsync(string repository, params string[] settings)
    {
        var server = new GarnetServer(repository, settings);
        server._process.Begin();
        await ServerProcess.UntilAsync(server.AnswersAsync, "garnet-server");
        return server;
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(
                $"{Configuration},connectTimeout=1000"
            );
            return await connection.GetDatabase().PingAsync() > TimeSpan.Zero;
        }
        catch (RedisException)
        {
            return false;
        }
    }
}
