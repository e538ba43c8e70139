using System.Text.Json;
using LearningStudio.HostApi.Tests.Reading;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Logging;

namespace LearningStudio.HostApi.Tests.Operations;

/// <summary>What an admin can do to the cache while the host runs.</summary>
public sealed class OperationsTests : IAsyncLifetime
{
    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private HttpClient _client = null!;
    private ForumClient _admin = null!;

    public Task InitializeAsync()
    {
        _client = _host.CreateClient();
        _admin = new ForumClient(_host, "Demo demo4");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _admin.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("all", "topics/1", "bypass")]
    [InlineData("topics", "topics/1", "bypass")]
    [InlineData("TOPICS", "topics/1", "bypass")]
    [InlineData("topics", "users/1/stats", "hit")]
    public async Task Switch_StopsCachingOfItsKeysUntilItIsOnAgain(string name, string address, string expected)
    {
        await CacheAsync(address);
        (await CacheAsync(address)).ShouldBe("hit");

        await SwitchAsync(name, enabled: false);
        (await CacheAsync(address)).ShouldBe(expected);

        await SwitchAsync(name, enabled: true);
        await CacheAsync(address);
        (await CacheAsync(address)).ShouldBe("hit");
    }

    [Fact]
    public async Task Figures_CountWhatRequestsReadAndAsked()
    {
        for (int i = 0; i < 4; i++)
        {
            await CacheAsync("topics/1");
        }

        // A request is counted once its answer has left.
        JsonElement figures = default;
        await ServerProcess.UntilAsync(
            async () =>
            {
                figures = await _admin.GetAsync("operations/figures");
                return Requests(figures).GetProperty("requests").GetInt32() == 4;
            },
            "the four requests"
        );

        Requests(figures).GetProperty("statements").GetInt32().ShouldBe(2);
        Requests(figures).GetProperty("p50").GetDouble().ShouldBeGreaterThan(0);
        JsonElement reads = Named(figures.GetProperty("cache").GetProperty("families"), "family", "topic:detail");
        (reads.GetProperty("misses").GetInt32(), reads.GetProperty("memoryHits").GetInt32()).ShouldBe((2, 6));
        reads.GetProperty("hitRate").GetDouble().ShouldBe(0.75);
    }

    [Fact]
    public async Task List_TellsHowEachSwitchStands()
    {
        await SwitchAsync("topics", enabled: false);

        JsonElement list = await _admin.GetAsync("operations/switches");

        list.EnumerateArray()
            .Select(item => $"{item.GetProperty("name")} {item.GetProperty("pattern")} {item.GetProperty("enabled")}")
            .ShouldBe([
                "all * True",
                "forums forum:* True",
                "moderation moderation:* True",
                "topics topic:* False",
                "users user* True",
            ]);
    }

    [Fact]
    public async Task Change_IsLoggedWithTheSwitchAndNotWithWhoTurnedIt()
    {
        await SwitchAsync("topics", enabled: false);

        string text = _host
            .Logs.GetSnapshot()
            .Where(record =>
                record.Level == LogLevel.Information
                && record.Category!.EndsWith(".CacheSwitches", StringComparison.Ordinal)
            )
            .ShouldHaveSingleItem()
            .Message;
        text.ShouldBe("The switch topics of the cache is turned off, until the host stops.");
    }

    [Theory]
    [InlineData("nope", """{"enabled":false}""", 404, "name")]
    [InlineData("forums:Pattern", """{"enabled":false}""", 404, "name")]
    [InlineData("topics", "{}", 400, "enabled")]
    [InlineData("topics", """{"enabled":"no"}""", 400, "enabled")]
    public async Task BadSwitch_IsRefusedByName(string name, string body, int expected, string field)
    {
        (int status, JsonElement problem) = await _admin.SendAsync(HttpMethod.Put, $"operations/switches/{name}", body);

        status.ShouldBe(expected);
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"key":"topic:detail:1"}""", "miss")]
    [InlineData("""{"key":"topic:detail:2"}""", "hit")]
    [InlineData("""{"pattern":"topic:*"}""", "miss")]
    [InlineData("""{"pattern":"forum:*"}""", "hit")]
    [InlineData("""{"tag":"unknown"}""", "hit")]
    [InlineData("""{"everything":true}""", "miss")]
    public async Task Invalidation_DropsWhatItNames(string body, string expected)
    {
        await CacheAsync("topics/1");
        (await CacheAsync("topics/1")).ShouldBe("hit");

        await _admin.PostAsync("operations/invalidations", body);

        (await CacheAsync("topics/1")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"key":"a","tag":"b"}""", "key tag")]
    [InlineData("""{"key":"a","everything":true}""", "key everything")]
    [InlineData("{}", "key pattern tag everything")]
    [InlineData("""{"everything":false}""", "everything")]
    [InlineData("""{"key":""}""", "key")]
    [InlineData("""{"key":"   "}""", "key")]
    [InlineData("""{"key":"hunter2\u0007"}""", "key")]
    [InlineData("""{"pattern":"hunter2\n"}""", "pattern")]
    [InlineData("""{"tag":"*"}""", "tag")]
    [InlineData("""{"key":7}""", "key")]
    public async Task BadInvalidation_IsRefusedByNameAndNotRepeated(string body, string fields)
    {
        (int status, JsonElement problem) = await _admin.SendAsync(HttpMethod.Post, "operations/invalidations", body);

        status.ShouldBe(400);
        problem
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(fields.Split(' '), ignoreOrder: true);
        problem.GetRawText().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("key", 512, 204)]
    [InlineData("key", 513, 400)]
    [InlineData("pattern", 512, 204)]
    [InlineData("pattern", 513, 400)]
    [InlineData("tag", 512, 204)]
    [InlineData("tag", 513, 400)]
    public async Task Name_HasAtMost512Characters(string field, int length, int expected)
    {
        var body = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = new('x', length) };

        (await _admin.SendAsync(HttpMethod.Post, "operations/invalidations", body)).Status.ShouldBe(expected);
    }

    private static JsonElement Requests(JsonElement figures) =>
        Named(figures.GetProperty("endpoints"), "endpoint", "GET /api/v1/topics/{id}");

    private static JsonElement Named(JsonElement list, string property, string name) =>
        list.EnumerateArray().Single(item => item.GetProperty(property).GetString() == name).GetProperty("window");

    private async Task SwitchAsync(string name, bool enabled)
    {
        (int status, JsonElement changed) = await _admin.SendAsync(
            HttpMethod.Put,
            $"operations/switches/{name}",
            new { enabled }
        );
        status.ShouldBe(200);
        changed.GetProperty("enabled").GetBoolean().ShouldBe(enabled);
    }

    private async Task<string> CacheAsync(string address) =>
        (await Answer.GetAsync(_client, "/api/v1/" + address)).Cache;
}
