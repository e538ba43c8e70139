using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using LearningStudio.QueryBudgets.AspNetCore;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.QueryBudgets.Tests.Conversations;

/// <summary>A request that becomes a conversation is judged by what led to it; its messages count nowhere.</summary>
[Collection(Hosts.Name)]
public sealed class ConversationTests : IDisposable
{
    private const string Socket = "WebSocket";
    private const string SocketOverHttp2 = "WebSocket over HTTP/2";
    private const string SocketOfTestServer = "WebSocket of a TestServer";
    private const string SignalR = "SignalR";
    private readonly Blog _blog = new();

    /// <summary>Each conversation; how many statements lead to it, and with how many the request is measured.</summary>
    public static TheoryData<string, int, long> Conversations =>
        new()
        {
            { Socket, 1, 1 },
            { Socket, 12, 12 },
            { SocketOverHttp2, 1, 1 },
            { SocketOverHttp2, 12, 12 },
            { SocketOfTestServer, 12, 12 },
            { SignalR, 0, 0 },
            { "/events", 1, 1 },
            { "/events", 12, 12 },
            { "/stream?type=text/event-stream", 1, 1 },
            { "/stream?type=text/event-stream;charset=utf-8", 12, 12 },
            { "/stream?type=Text/Event-Stream", 1, 1 },
            { "/stream?type=application/grpc", 1, 1 },
            { "/stream?type=application/grpc%2Bproto", 1, 1 },
        };

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Conversation_IsJudgedByWhatLedToIt(string conversation, int signIn, long measured)
    {
        HttpProtocols protocols = conversation == SocketOverHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
        await using ChatServer server = await ChatServer.StartAsync(
            new Chat(_blog, signIn),
            protocols,
            isTestServer: conversation == SocketOfTestServer
        );

        string[] answers = await TalkAsync(conversation, server);
        await server.EndAsync();

        answers.ShouldBe(Enumerable.Repeat(ChatServer.Alone, ChatServer.Messages));
        server.Measured.ShouldBe([measured]);
        server.Logged.Count().ShouldBe(signIn > 1 ? 1 : 0);
        server.Logged.ShouldAllBe(message => message.Contains(" asks row by row: 12 statements from "));
    }

    // What streams rows is one answer to one request.
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    public async Task OtherStream_IsOneRequest(string type)
    {
        await using ChatServer server = await ChatServer.StartAsync(new Chat(_blog, signIn: 1));

        string[] answers = await TalkAsync($"/stream?type={type}", server);
        await server.EndAsync();

        answers.ShouldBe(["13", "25", "37"]);
        server.Measured.ShouldBe([37]);
        server.Logged.ShouldHaveSingleItem().ShouldStartWith("GET /stream asks row by row: 3");
    }

    // A client that asks for a conversation, and gets an answer, is a request as any.
    [Fact]
    public async Task RefusedConversation_IsOneRequest()
    {
        await using ChatServer server = await ChatServer.StartAsync(new Chat(_blog, signIn: 1));
        using var client = new HttpClient { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stream?type=text/plain");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Connection", "Upgrade");

        await client.SendAsync(request);
        await server.EndAsync();

        server.Measured.ShouldBe([37]);
        server.Logged.Count().ShouldBe(1);
    }

    // Of a server that does not say when its response starts, as this context's, the messages are counted and not judged.
    [Theory]
    [InlineData(101, 0)]
    [InlineData(200, 1)]
    public async Task ConversationSeenAtItsEnd_IsNotJudged(int status, int judged)
    {
        var logger = new FakeLogger();
        using var meter = new Meter("conversation");
        using var measured = new MetricCollector<long>(meter, "learningstudio.db.queries_per_scope");
        var observer = new RequestObserver(ScopeRules.Default, new ScopeMetrics(meter), logger);
        var context = new DefaultHttpContext();

        observer.OnNext(new("Microsoft.AspNetCore.Hosting.HttpRequestIn.Start", context));
        context.Response.StatusCode = status;
        await new Chat(_blog, signIn: 12).SignInAsync();
        observer.OnNext(new("Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop", context));

        (logger.Collector.Count, measured.GetMeasurementSnapshot().Count).ShouldBe((judged, judged));
        QueryScope.Current.ShouldBeNull();
    }

    public void Dispose() => _blog.Dispose();

    private static async Task<string[]> TalkAsync(string conversation, ChatServer server)
    {
        if (conversation.StartsWith('/'))
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            string events = await client.GetStringAsync(new Uri(conversation, UriKind.Relative));
            return [.. events.Split("data: ").Select(line => line.Trim()).Where(line => line is not ("hello" or ""))];
        }

        using WebSocket socket = conversation switch
        {
            SocketOfTestServer => await server
                .TestServer.CreateWebSocketClient()
                .ConnectAsync(new Uri(server.TestServer.BaseAddress, "/socket"), CancellationToken.None),
            SignalR => await ConnectAsync(new Uri(server.Url, "/hub"), HttpVersion.Version11),
            SocketOverHttp2 => await ConnectAsync(new Uri(server.Url, "/socket"), HttpVersion.Version20),
            _ => await ConnectAsync(new Uri(server.Url, "/socket"), HttpVersion.Version11),
        };
        bool isHub = conversation == SignalR;
        if (isHub)
        {
            await AskAsync(socket, "{\"protocol\":\"json\",\"version\":1}\u001e");
        }

        var answers = new List<string>();
        for (int i = 0; i < ChatServer.Messages; i++)
        {
            string question = "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Ask\",\"arguments\":[]}\u001e";
            string answer = await AskAsync(socket, isHub ? question : "hello");
            answers.Add(isHub ? answer.Split("\"result\":\"")[1].Split('"')[0] : answer);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return [.. answers];
    }

    private static async Task<WebSocket> ConnectAsync(Uri url, Version version)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws" }.Uri, invoker, CancellationToken.None);
        return socket;
    }

    // A hub sends a ping now and then, of type 6.
    private static async Task<string> AskAsync(WebSocket socket, string question)
    {
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(question),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
        byte[] buffer = new byte[512];
        string answer;
        do
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            answer = Encoding.UTF8.GetString(buffer, 0, received.Count);
        } while (answer.StartsWith("{\"type\":6", StringComparison.Ordinal));

        return answer;
    }
}
