using System.Diagnostics.Metrics;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>Failed sign-ins and 403s are counted and logged, without what was sent.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Topic = "api/v1/topics/{id}";
    private readonly ForumHost _host = TokenHost.Create();
    private readonly HttpClient _client;
    private readonly MetricCollector<long> _signIns;
    private readonly MetricCollector<long> _forbidden;

    public RefusalTests()
    {
        _client = _host.CreateClient();
        IMeterFactory meters = _host.Get<IMeterFactory>();
        _signIns = new MetricCollector<long>(meters, Refusals.MeterName, "forum.signin.failures");
        _forbidden = new MetricCollector<long>(meters, Refusals.MeterName, "forum.requests.forbidden");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _signIns.Dispose();
        _forbidden.Dispose();
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("expired for 61 s", "lifetime")]
    [InlineData("valid in 61 s", "lifetime")]
    [InlineData("ends before it begins", "lifetime")]
    [InlineData("without end", "lifetime")]
    [InlineData("alg none", "algorithm")]
    [InlineData("alg left out", "algorithm")]
    [InlineData("HS512 that is HS256", "signature")]
    [InlineData("no signature", "signature")]
    [InlineData("another's signature", "signature")]
    [InlineData("RS256 with the secret", "algorithm")]
    [InlineData("HS1", "algorithm")]
    [InlineData("typ logout+jwt", "type")]
    [InlineData("typ left out", "type")]
    [InlineData("another audience", "audience")]
    [InlineData("another issuer", "issuer")]
    [InlineData("no sub", "subject")]
    [InlineData("sub in another case", "subject")]
    [InlineData("several subs", "malformed")]
    public async Task RefusedToken_IsCountedByItsReason(string row, string reason)
    {
        await GetAsync(TokenTable.Make(row, _host).Token.ToString());

        ReasonsOf(_signIns, "forum.signin.reason").ShouldBe([reason]);
        SignInLines()
            .ShouldHaveSingleItem()
            .ShouldContain($"1 sign-ins failed ({reason}); the last at /{Topic}", Case.Insensitive);
    }

    [Theory]
    [InlineData("Bearer nonsense", "malformed")]
    [InlineData("Bearer a.b.c", "malformed")]
    [InlineData("Demo nobody", "subject")]
    [InlineData("Bearer", null)]
    [InlineData("Basic ZGVtbzE6eA==", null)]
    [InlineData(null, null)]
    [InlineData("Demo demo1", null)]
    public async Task OtherCredentials_AreCountedWhereTheyAreAnAttempt(string? credentials, string? reason)
    {
        await GetAsync(credentials);

        ReasonsOf(_signIns, "forum.signin.reason").ShouldBe(reason is null ? [] : [reason]);
    }

    [Fact]
    public async Task InactiveAccount_IsLoggedByItsId()
    {
        long id = (await _host.Get<IUserRepository>().FindAccountAsync("demo9"))!.Id;
        await _host.Get<IForumUnitOfWork>().ExecuteAsync((session, ct) => session.Users.DeactivateAsync(id, ct));

        await GetAsync(new Token(_host).ToString());

        ReasonsOf(_signIns, "forum.signin.reason").ShouldBe(["inactive"]);
        SignInLines().ShouldHaveSingleItem().ShouldEndWith($"account {id}.");
    }

    [Theory]
    [InlineData("demo1", "user", "moderation/queue", "role")]
    [InlineData("demo9", null, "moderation/queue", "role")]
    [InlineData("nobody", "admin", "moderation/queue", "account")]
    [InlineData("demo9", "moderator", "moderation/queue", null)]
    public async Task ForbiddenRequest_IsCountedByItsReason(
        string subject,
        string? role,
        string address,
        string? reason
    )
    {
        await GetAsync(new Token(_host, subject, role).ToString(), address);

        ReasonsOf(_forbidden, "forum.forbidden.reason").ShouldBe(reason is null ? [] : [reason]);
    }

    [Fact]
    public async Task RuleOfAnEndpoint_IsCountedToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/posts/1/edits", UriKind.Relative));
        request.Headers.Add("Authorization", new Token(_host, "demo14").ToString());
        request.Content = new StringContent("""{"body":"x"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(403);
        ReasonsOf(_forbidden, "forum.forbidden.reason").ShouldBe(["rule"]);
    }

    [Fact]
    public async Task Flood_IsALineAMinuteAndHoldsNothingThatWasSent()
    {
        for (int i = 0; i < 50; i++)
        {
            await GetAsync(new Token(_host, $"secret-{i}", "admin").ToString(), "moderation/queue");
        }

        _signIns.GetMeasurementSnapshot().Sum(m => m.Value).ShouldBe(50);
        SignInLines().Count.ShouldBe(1);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        SignInLines()[1].ShouldStartWith("49 sign-ins failed (Subject); the last at /api/v1/moderation/queue");
        _host
            .Logs.GetSnapshot()
            .ShouldAllBe(line => !line.Message.Contains("secret-") && !line.Message.Contains("eyJ"));
    }

    private IReadOnlyList<string> SignInLines() =>
        [
            .. _host
                .Logs.GetSnapshot()
                .Where(line => line.Category == typeof(Refusals).FullName && line.Id.Id == 1)
                .Select(line => line.Message),
        ];

    private static IEnumerable<object?> ReasonsOf(MetricCollector<long> metric, string tag) =>
        metric.GetMeasurementSnapshot().Select(measured => measured.Tags[tag]);

    private async Task GetAsync(string? credentials, string address = "topics/1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/" + address, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", credentials);
        using HttpResponseMessage answer = await _client.SendAsync(request);
    }
}
