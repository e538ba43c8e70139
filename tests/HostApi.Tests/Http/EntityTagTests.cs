using System.Net;
using System.Net.Http.Headers;
using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Http;

public sealed class EntityTagTests(DemoHost demo) : IClassFixture<DemoHost>
{
    private readonly ForumHost _host = demo.Host;
    private readonly HttpClient _client = demo.Client;

    [Theory]
    [InlineData("forums")]
    [InlineData("forums/2")]
    [InlineData("forums/2/topics")]
    [InlineData("topics/776")]
    [InlineData("users/1/stats")]
    [InlineData("statistics")]
    [InlineData("statistics/activity")]
    [InlineData("statistics/online")]
    [InlineData("statistics/trending")]
    public async Task KnownAnswer_IsNotSentAgain(string address)
    {
        using HttpResponseMessage first = await GetAsync(address, tag: null);
        EntityTagHeaderValue tag = first.Headers.ETag.ShouldNotBeNull();

        using HttpResponseMessage second = await GetAsync(address, tag.ToString());

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        second.Headers.ETag.ShouldBe(tag);
        (second.Headers.CacheControl!.ToString(), second.Headers.Vary.Single()).ShouldBe(
            ("public, no-cache", "Authorization")
        );
    }

    [Theory]
    [InlineData("\"other\", {0}", HttpStatusCode.NotModified)]
    [InlineData("W/{0}", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\"", HttpStatusCode.OK)]
    [InlineData("rubbish", HttpStatusCode.OK)]
    public async Task AnyOfTheTags_IsEnough(string known, HttpStatusCode status)
    {
        using HttpResponseMessage first = await GetAsync("topics/776", tag: null);

        using HttpResponseMessage second = await GetAsync("topics/776", string.Format(null, known, first.Headers.ETag));

        second.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task ChangedAnswer_HasAnotherTag()
    {
        using HttpResponseMessage before = await GetAsync("topics/776", tag: null);
        using var author = new ForumClient(_host, "Demo demo1");
        await author.PostAsync("topics/776/posts", new { body = "Text" });

        using HttpResponseMessage after = await GetAsync("topics/776", before.Headers.ETag!.ToString());

        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.Headers.ETag.ShouldNotBe(before.Headers.ETag);
    }

    [Fact]
    public async Task AnswerForAUser_IsPrivate()
    {
        using HttpResponseMessage answer = await GetAsync("topics/776", tag: null, "Demo demo1");

        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
    }

    [Theory]
    [InlineData("search?q=x")]
    [InlineData("topics/776/posts")]
    [InlineData("topics/999999")]
    public async Task OtherAnswers_HaveNone(string address)
    {
        using HttpResponseMessage answer = await GetAsync(address, tag: null);

        answer.Headers.ETag.ShouldBeNull();
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string? tag, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/" + address, UriKind.Relative));
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (user is not null)
        {
            request.Headers.Add("Authorization", user);
        }

        return await _client.SendAsync(request);
    }
}
