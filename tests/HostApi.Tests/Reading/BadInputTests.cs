using System.Net;

namespace LearningStudio.HostApi.Tests.Reading;

public abstract class BadInputTests(DemoHost demo)
{
    public sealed class OnEmbedded(DemoHost demo) : BadInputTests(demo), IClassFixture<DemoHost>;

    public sealed class OnServers(DemoHost.OnServers demo) : BadInputTests(demo), IClassFixture<DemoHost.OnServers>;

    private const string Marker = "hunter2";

    [Theory]
    [InlineData("/api/v1/topics/hunter2", 400, "id")]
    [InlineData("/api/v1/topics/1.5", 400, "id")]
    [InlineData("/api/v1/topics/99999999999999999999", 400, "id")]
    [InlineData("/api/v1/topics/999999", 404, "id")]
    [InlineData("/api/v1/topics/-1", 404, "id")]
    [InlineData("/api/v1/topics/1?page=-1", 400, "page")]
    [InlineData("/api/v1/topics/1?page=0", 400, "page")]
    [InlineData("/api/v1/topics/1?page=1000000000", 400, "page")]
    [InlineData("/api/v1/topics/1?page=hunter2", 400, "page")]
    [InlineData("/api/v1/topics/1?page_size=0", 400, "page_size")]
    [InlineData("/api/v1/topics/1?page_size=101", 400, "page_size")]
    [InlineData("/api/v1/topics/1?page_size=97", 400, "page_size")]
    [InlineData("/api/v1/forums/2/topics?page_size=4", 400, "page_size")]
    [InlineData("/api/v1/search?q=hunter2&page_size=99", 400, "page_size")]
    [InlineData("/api/v1/topics/1?page_size=hunter2", 400, "page_size")]
    [InlineData("/api/v1/forums/999999", 404, "id")]
    [InlineData("/api/v1/forums/hunter2", 400, "id")]
    [InlineData("/api/v1/forums/999999/topics", 404, "id")]
    [InlineData("/api/v1/forums/2/topics?page=hunter2", 400, "page")]
    [InlineData("/api/v1/users/999999/stats", 404, "id")]
    [InlineData("/api/v1/users/hunter2/stats", 400, "id")]
    [InlineData("/api/v1/search", 400, "q")]
    [InlineData("/api/v1/search?q=", 400, "q")]
    [InlineData("/api/v1/search?q=%20%09", 400, "q")]
    [InlineData("/api/v1/search?q=hunter2&page=0", 400, "page")]
    [InlineData("/api/v1/statistics/activity?days=0", 400, "days")]
    [InlineData("/api/v1/statistics/activity?days=367", 400, "days")]
    [InlineData("/api/v1/statistics/activity?days=hunter2", 400, "days")]
    public async Task Problem_NamesTheFieldAndRepeatsNothing(string address, int status, string field)
    {
        Answer answer = await Answer.GetAsync(demo.Client, address);

        ((int)answer.Status, answer.MediaType).ShouldBe((status, "application/problem+json"));
        answer.Json.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
        answer.Body.ShouldNotContain(Marker);
    }

    [Fact]
    public async Task LongQuery_IsRefusedByName()
    {
        Answer answer = await Answer.GetAsync(demo.Client, "/api/v1/search?q=" + new string('x', 10 * 1024));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("errors").GetProperty("q")[0].GetString().ShouldNotBeNull().ShouldContain("200");
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("%5C")]
    [InlineData("'; DROP TABLE posts; --")]
    [InlineData("%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("\" OR 1=1")]
    public async Task Metacharacters_AreSearchedLiterally(string text)
    {
        Answer answer = await Answer.GetAsync(demo.Client, "/api/v1/search?q=" + text);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/nothing", 404)]
    public async Task UnknownAddress_IsAProblem(string address, int status)
    {
        Answer answer = await Answer.GetAsync(demo.Client, address);

        ((int)answer.Status, answer.MediaType).ShouldBe((status, "application/problem+json"));
    }

    [Fact]
    public async Task Logs_HoldNothingOfARequest()
    {
        await using ForumHost host = new();
        using HttpClient client = host.CreateClient();
        foreach (string address in new[] { "topics/hunter2", "search?q=hunter2", "search?q=hunter2&page=0", "hunter2" })
        {
            await client.GetAsync(new Uri("/api/v1/" + address, UriKind.Relative));
        }

        await host.ScalarAsync<int>("DROP TABLE posts; SELECT 1");
        Answer failed = await Answer.GetAsync(client, "/api/v1/search?q=hunter2");

        ((int)failed.Status, failed.MediaType).ShouldBe((500, "application/problem+json"));
        failed.Body.ShouldNotContain(Marker);
        failed.Body.ShouldNotContain("posts");
        host.Logs.GetSnapshot().ShouldContain(record => record.Exception != null, "the failure itself is logged");
        host.Logs.GetSnapshot().ShouldAllBe(record => !$"{record} {record.Exception}".Contains(Marker));
    }
}
