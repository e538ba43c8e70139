using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LearningStudio.HostApi.Tests.Http;

/// <summary>What keeps the host from harm.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public async Task TooManyReads_WaitAsLongAsTold()
    {
        await using ForumHost host = Limited(("ReadBurst", "3"), ("ReadsPerSecond", "1"));
        using HttpClient client = host.CreateClient();

        HttpResponseMessage[] answers = await TakeAsync(client, HttpMethod.Get, "/api/v1/statistics", 4);

        answers
            .Select(answer => answer.StatusCode)
            .ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        answers[^1].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        answers[^1].Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using HttpResponseMessage health = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        health.StatusCode.ShouldBe(HttpStatusCode.OK, "who watches is not limited");
    }

    [Fact]
    public async Task Limits_AreEachUsersOwn()
    {
        await using ForumHost host = Limited(("WriteBurst", "1"), ("WritesPerMinute", "1"));
        using HttpClient client = host.CreateClient();
        foreach (string user in new[] { "Demo demo1", "Demo demo2" })
        {
            client.DefaultRequestHeaders.Remove("Authorization");
            client.DefaultRequestHeaders.Add("Authorization", user);
            HttpResponseMessage[] answers = await TakeAsync(client, HttpMethod.Post, "/api/v1/topics/1/posts", 2);

            answers
                .Select(answer => answer.StatusCode)
                .ShouldBe([HttpStatusCode.Created, HttpStatusCode.TooManyRequests]);
            answers[^1]
                .Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        }

        using HttpResponseMessage read = await client.GetAsync(new Uri("/api/v1/topics/1", UriKind.Relative));
        read.StatusCode.ShouldBe(HttpStatusCode.OK, "reads are limited apart");
    }

    [Theory]
    [InlineData("ReadsPerSecond", "0")]
    [InlineData("ReadBurst", "100001")]
    [InlineData("WritesPerMinute", "0")]
    [InlineData("WriteBurst", "100001")]
    public void LimitOutOfBounds_StopsTheStart(string option, string value)
    {
        using ForumHost host = Limited((option, value));

        Should.Throw<InvalidOperationException>(host.CreateClient);

        host.Logs.GetSnapshot().ShouldContain(line => line.Level == LogLevel.Critical && line.Message.Contains(option));
    }

    [Theory]
    [InlineData("/api/v1/forums", "default-src 'none'; frame-ancestors 'none'")]
    [InlineData("/api/v1/nothing", "default-src 'none'; frame-ancestors 'none'")]
    [InlineData("/docs/", "default-src 'self'")]
    public async Task EveryAnswer_HasSecurityHeaders(string address, string policy)
    {
        await using ForumHost host = new();
        using HttpClient client = host.CreateClient();

        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith(policy);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://forum.example", true)]
    public async Task OtherSites_ReadOnlyWhereTheyAreNamed(string? named, bool allowed)
    {
        await using ForumHost host = new() { Settings = { ["Cors:Origins:0"] = named } };
        using HttpClient client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Origin", "https://forum.example");

        using HttpResponseMessage answer = await client.GetAsync(new Uri("/api/v1/forums", UriKind.Relative));

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(allowed);
    }

    [Fact]
    public async Task NoPublicAnswer_HoldsAnAddress()
    {
        await using ForumHost host = new() { Settings = { ["Demo:Enabled"] = "true" } };
        using HttpClient client = host.CreateClient();
        await host.ScalarAsync<int>("UPDATE users SET email = 'user' || id || '@mail.example'; SELECT 1");
        string[] addresses =
        [
            "forums",
            "forums/2",
            "forums/2/topics",
            "topics/1",
            "topics/1/posts",
            "users/1/stats",
            "search?q=firewall",
            "statistics",
            "statistics/online",
            "statistics/trending",
        ];
        foreach (string address in addresses)
        {
            (await client.GetStringAsync(new Uri("/api/v1/" + address, UriKind.Relative))).ShouldNotContain("@");
        }
    }

    [Fact]
    public async Task LongTopic_IsStreamedWhole()
    {
        await using ForumHost host = new() { Settings = { ["Demo:Enabled"] = "true" } };
        using HttpClient client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", "Demo demo1");
        for (int post = 0; post < 250; post++)
        {
            using HttpResponseMessage added = await client.PostAsJsonAsync(
                new Uri("/api/v1/topics/1/posts", UriKind.Relative),
                new { body = $"Number {post}" }
            );
            added.IsSuccessStatusCode.ShouldBeTrue();
        }

        JsonElement posts = await client.GetFromJsonAsync<JsonElement>(
            new Uri("/api/v1/topics/1/posts", UriKind.Relative)
        );
        JsonElement topic = await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/topics/1", UriKind.Relative));

        posts.GetArrayLength().ShouldBe(topic.GetProperty("posts").GetProperty("total").GetInt32());
        posts.EnumerateArray().Select(post => post.GetProperty("id").GetInt64()).ShouldBeUnique();
        host.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("row by row"));
    }

    private static ForumHost Limited(params (string Option, string Value)[] options)
    {
        var host = new ForumHost { Settings = { ["Demo:Enabled"] = "true", ["RateLimits:Enabled"] = "true" } };
        foreach ((string option, string value) in options)
        {
            host.Settings[$"RateLimits:{option}"] = value;
        }

        return host;
    }

    private static async Task<HttpResponseMessage[]> TakeAsync(
        HttpClient client,
        HttpMethod method,
        string address,
        int count
    )
    {
        var answers = new HttpResponseMessage[count];
        for (int i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
            request.Content = method == HttpMethod.Get ? null : JsonContent.Create(new { body = $"Text {i}" });
            answers[i] = await client.SendAsync(request);
        }

        return answers;
    }
}
