using LearningStudio.HostApi.Tests.Outbox;
using LearningStudio.Repositories.BulkLoad;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>An answer for which time runs out while it is sent.</summary>
public sealed class LongAnswerTests
{
    // More than the sockets between a server and its client hold.
    private const int Posts = 400;
    private static readonly string Body = new('x', 50_000);

    [Fact]
    public async Task StreamCutOff_BreaksTheConnection()
    {
        var ends = new ConnectionEnds();
        await using ForumHost host = new()
        {
            MoreServices = services =>
                services
                    .AddSingleton<IStartupFilter>(ends)
                    .PostConfigure<RequestTimeoutOptions>(options =>
                        options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(1) }
                    ),
        };
        Uri address = host.Listen();
        var topic = new LongTopic(Posts, authors: 1, host.Clock.GetUtcNow(), Body);
        await host.Get<IForumBulkLoader>().LoadAsync("long", topic.LoadAsync);
        using var client = new HttpClient { BaseAddress = address };

        using HttpResponseMessage answer = await client.GetAsync(
            new Uri($"/api/v1/topics/{topic.Id}/posts", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead
        );
        await ends.Ended.WaitAsync(TimeSpan.FromMinutes(1));

        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Should.ThrowAsync<HttpRequestException>(() => answer.Content.CopyToAsync(Stream.Null));
    }

    /// <summary>Hears when the connection of a request has ended.</summary>
    private sealed class ConnectionEnds : IStartupFilter
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, call) =>
                    {
                        context.RequestAborted.Register(() => _ended.TrySetResult());
                        return call(context);
                    }
                );
                next(app);
            };
    }
}
