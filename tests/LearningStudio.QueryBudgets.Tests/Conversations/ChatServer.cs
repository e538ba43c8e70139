using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Tests.Conversations;

/// <summary>A host whose requests go on as conversations; each message reads row by row.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    public const int Messages = 3;
    public const string Alone = "no scope";
    private readonly WebApplication _app;
    private readonly RequestEnds _ends = new();
    private readonly MetricCollector<long> _statements;

    private ChatServer(Chat chat, HttpProtocols protocols, bool isTestServer)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        if (isTestServer)
        {
            builder.WebHost.UseTestServer();
        }
        else
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.WebHost.ConfigureKestrel(options =>
                options.ConfigureEndpointDefaults(e => e.Protocols = protocols)
            );
        }

        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.AddSingleton(chat).AddSignalR();
        builder.Services.AddLearningStudioQueryBudgets();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Map("/socket", SocketAsync);
        _app.MapHub<ChatHub>("/hub");
        _app.MapGet("/events", EventsAsync);
        _app.MapGet("/stream", (HttpContext context, string type) => StreamAsync(context, type));
        _app.Services.GetRequiredService<DiagnosticListener>().Subscribe(_ends);
        _statements = new MetricCollector<long>(
            _app.Services.GetRequiredService<IMeterFactory>(),
            "LearningStudio.QueryBudgets",
            "learningstudio.db.queries_per_scope"
        );
    }

    public Uri Url => new(_app.Urls.Single());

    public TestServer TestServer => _app.GetTestServer();

    /// <summary>What was logged of requests.</summary>
    public IEnumerable<string> Logged =>
        _app
            .Services.GetFakeLogCollector()
            .GetSnapshot()
            .Where(record => record.Category == typeof(QueryScope).FullName)
            .Select(record => record.Message);

    /// <summary>How many statements each request was measured with.</summary>
    public IEnumerable<long> Measured => _statements.GetMeasurementSnapshot().Select(measured => measured.Value);

    public static async Task<ChatServer> StartAsync(
        Chat chat,
        HttpProtocols protocols = HttpProtocols.Http1,
        bool isTestServer = false
    )
    {
        var server = new ChatServer(chat, protocols, isTestServer);
        await server._app.StartAsync();
        return server;
    }

    public Task EndAsync() => _ends.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _statements.Dispose();
        _ends.Dispose();
    }

    private static async Task SocketAsync(HttpContext context, Chat chat)
    {
        await chat.SignInAsync();
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[64];
        while ((await socket.ReceiveAsync(buffer, context.RequestAborted)).MessageType != WebSocketMessageType.Close)
        {
            byte[] answer = Encoding.UTF8.GetBytes(await chat.AnswerAsync());
            await socket.SendAsync(answer, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    private static async Task<IResult> EventsAsync(Chat chat)
    {
        await chat.SignInAsync();
        return TypedResults.ServerSentEvents(AnswersAsync(chat));
    }

    private static async IAsyncEnumerable<string> AnswersAsync(
        Chat chat,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        yield return "hello";
        for (int i = 0; i < Messages; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await chat.AnswerAsync();
        }
    }

    private static async Task StreamAsync(HttpContext context, string type)
    {
        Chat chat = context.RequestServices.GetRequiredService<Chat>();
        await chat.SignInAsync();
        context.Response.ContentType = type;
        await context.Response.StartAsync();
        for (int i = 0; i < Messages; i++)
        {
            await context.Response.WriteAsync($"data: {await chat.AnswerAsync()}\n");
        }
    }

    private sealed class ChatHub(Chat chat) : Hub
    {
        public Task<string> Ask() => chat.AnswerAsync();
    }
}
