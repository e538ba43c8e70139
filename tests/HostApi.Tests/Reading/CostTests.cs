using System.Net;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>What answers cost, by their headers.</summary>
public abstract class CostTests(Backend backend)
{
    public sealed class OnEmbedded() : CostTests(Backend.Embedded);

    public sealed class OnServers() : CostTests(Backend.Servers);

    [Theory]
    [InlineData("/api/v1/forums", 3)]
    [InlineData("/api/v1/forums/2", 2)]
    [InlineData("/api/v1/forums/2/topics?page=2", 2)]
    [InlineData("/api/v1/topics/1", 2)]
    [InlineData("/api/v1/users/1/stats", 1)]
    [InlineData("/api/v1/statistics", 2)]
    [InlineData("/api/v1/statistics/activity", 1)]
    public async Task CachedAnswer_CostsThatMuchColdAndNothingWarm(string address, int cold)
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();

        Answer first = await Answer.GetAsync(client, address);
        Answer second = await Answer.GetAsync(client, address);

        (first.Status, first.Statements, first.Cache).ShouldBe((HttpStatusCode.OK, cold, "miss"));
        (second.Status, second.Statements, second.Cache).ShouldBe((HttpStatusCode.OK, 0, "hit"));
        second.Body.ShouldBe(first.Body);
    }

    [Theory]
    [InlineData("/api/v1/forums/2/topics")]
    [InlineData("/api/v1/topics/1")]
    public async Task PageBeyondTheLast_MakesNoEntry(string address)
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();
        await Answer.GetAsync(client, address);
        foreach (int page in new[] { 500, 1_000_000 })
        {
            Answer answer = await Answer.GetAsync(client, $"{address}?page={page}&page_size=100");

            (answer.Status, answer.Statements, answer.Cache).ShouldBe((HttpStatusCode.OK, 0, "hit"));
            answer.Body.ShouldContain("\"items\":[]");
        }
    }

    [Theory]
    [InlineData("/api/v1/forums/999999")]
    [InlineData("/api/v1/forums/999999/topics")]
    [InlineData("/api/v1/topics/999999")]
    [InlineData("/api/v1/users/999999/stats")]
    public async Task WhatIsNotThere_IsKeptForTenSeconds(string address)
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateDefaultClient();
        (await Answer.GetAsync(client, address)).Cache.ShouldBe("miss");

        // The answer comes before its value is in Redis; who asks next waits for that, as the clock has to.
        (await Answer.GetAsync(client, address)).Cache.ShouldBe("hit");
        host.Clock.Advance(TimeSpan.FromSeconds(9));
        (await Answer.GetAsync(client, address)).Cache.ShouldBe("hit");
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        Answer again = await Answer.GetAsync(client, address);
        (again.Status, again.Cache).ShouldBe((HttpStatusCode.NotFound, "miss"));
    }

    [Theory]
    [InlineData("/api/v1/moderation/queue", "Demo demo4", 200)]
    [InlineData("/api/v1/moderation/queue/99", "Demo demo4", 404)]
    [InlineData("/api/v1/moderation/queue", "Demo demo1", 403)]
    [InlineData("/api/v1/moderation/queue", null, 401)]
    [InlineData("/api/v1/operations/figures", "Demo demo4", 200)]
    public async Task AnswersToModerators_AreKeptNowhere(string address, string? credentials, int status)
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();
        if (credentials is not null)
        {
            client.DefaultRequestHeaders.Add("Authorization", credentials);
        }

        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        ((int)answer.StatusCode, answer.Headers.CacheControl!.ToString()).ShouldBe((status, "no-store"));
    }

    [Fact]
    public async Task Queue_CostsThreeWithTheModeratorsAccount()
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", "Demo demo4");

        Answer answer = await Answer.GetAsync(client, "/api/v1/moderation/queue");

        (answer.Status, answer.Statements).ShouldBe((HttpStatusCode.OK, 3));
    }

    [Fact]
    public async Task TopicsOfAClosedForum_AreForThoseWhoReachItsLevel()
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();
        await host.ScalarAsync<int>("UPDATE forums SET minimum_trust_level = 4 WHERE id = 2 RETURNING 1");

        (await Answer.GetAsync(client, "/api/v1/forums/2/topics")).Status.ShouldBe(HttpStatusCode.NotFound);
        client.DefaultRequestHeaders.Add("Authorization", "Demo demo4");
        Answer answer = await Answer.GetAsync(client, "/api/v1/forums/2/topics");

        (answer.Status, answer.Statements).ShouldBe((HttpStatusCode.OK, 3));
        answer.Json.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task CacheSwitchedOff_IsBypassed()
    {
        await using ForumHost host = NewHost(off: "Caching:Enabled");
        using HttpClient client = host.CreateClient();

        for (int i = 0; i < 2; i++)
        {
            Answer answer = await Answer.GetAsync(client, "/api/v1/forums");
            (answer.Statements, answer.Cache).ShouldBe((3, "bypass"));
        }
    }

    [Fact]
    public async Task FamilySwitchedOff_IsBypassed()
    {
        await using ForumHost host = NewHost(off: "Caching:Policies:topics:Enabled");
        using HttpClient client = host.CreateClient();

        for (int i = 0; i < 2; i++)
        {
            Answer answer = await Answer.GetAsync(client, "/api/v1/topics/1");
            (answer.Statements, answer.Cache).ShouldBe((2, "bypass"));
        }

        await Answer.GetAsync(client, "/api/v1/forums");
        (await Answer.GetAsync(client, "/api/v1/forums")).Cache.ShouldBe("hit");
    }

    [Theory]
    [InlineData("/api/v1/forums", 600)]
    [InlineData("/api/v1/topics/1", 120)]
    public async Task ExpiredAnswer_IsReadAgain(string address, int seconds)
    {
        await using ForumHost host = NewHost();
        using HttpClient client = host.CreateClient();
        await Answer.GetAsync(client, address);

        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        (await Answer.GetAsync(client, address)).Cache.ShouldBe("miss");
    }

    // Nobody takes Redis away: what is late is late by the machine's load, and is no outage.
    private ForumHost NewHost(string? off = null)
    {
        ForumHost host = new(backend)
        {
            Settings = { ["Demo:Enabled"] = "true", ["Caching:Redis:OperationTimeout"] = "00:01:00" },
        };
        if (off is not null)
        {
            host.Settings[off] = "false";
        }

        return host;
    }
}
