using System.Net;
using LearningStudio.HostApi.Tests.Reading;

namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>The figures and switches of the page, in a real browser against a real port.</summary>
public sealed class DashboardTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly DashboardHost _host = new();
    private DashboardPage _page = null!;

    public async Task InitializeAsync() => _page = await browser.OpenAsync(_host.Address);

    public async Task DisposeAsync()
    {
        await _page.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Page_AsksItsOwnHostAloneAndHasNoErrors()
    {
        await _page.EnterAsync();

        _page.Requests.Count.ShouldBeGreaterThan(8);
        _page.Requests.ShouldAllBe(address => address.Authority == _host.Address.Authority);
        _page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Traffic_ShowsUpAndChangesTheHitRate()
    {
        await _page.EnterAsync();
        await ReadAsync("topics/1");
        await UntilHitRateAsync("0%");

        for (int i = 0; i < 3; i++)
        {
            await ReadAsync("topics/1");
        }

        await UntilHitRateAsync("75%");
        await _page.UntilTextAsync("[data-endpoint='GET /api/v1/topics/{id}']", "4");
        (await _page.TextAsync("[data-tile='hit-rate'] .value")).ShouldContain("%");
        (await _page.AskAsync<int>("document.querySelectorAll('[data-tile=hit-rate] svg path').length")).ShouldBe(1);
    }

    [Fact]
    public async Task Switch_AsksFirstAndIsThenReallyOff()
    {
        await ReadAsync("topics/1");
        (await ReadAsync("topics/1")).ShouldBe("hit");
        await _page.EnterAsync();

        await _page.PressAsync("[data-switch=topics]", "Turn off…");
        await _page.PressAsync("#confirm", "Cancel");
        await _page.UntilAsync("!document.querySelector('#confirm').open", "the dialog to close");
        (await _page.TextAsync("[data-switch=topics] .state")).ShouldBe("On");
        (await ReadAsync("topics/1")).ShouldBe("hit");

        await _page.PressAsync("[data-switch=topics]", "Turn off…");
        await _page.PressAsync("#confirm", "Turn off");
        await _page.UntilTextAsync("[data-switch=topics] .state", "Off");
        (await ReadAsync("topics/1")).ShouldBe("bypass");

        await _page.PressAsync("[data-switch=topics]", "Turn on…");
        await _page.PressAsync("#confirm", "Turn on");
        await _page.UntilTextAsync("[data-switch=topics] .state", "On");
        await ReadAsync("topics/1");
        (await ReadAsync("topics/1")).ShouldBe("hit");
    }

    [Fact]
    public async Task SwitchPressedAgainAtOnce_IsAskedForAgain()
    {
        await _page.EnterAsync();
        await _page.PressAsync("[data-switch=topics]", "Turn off…");

        await _page.AskAsync<bool>(
            """
            (() => {
              [...document.querySelectorAll('#confirm button')].find(b => b.textContent === 'Cancel').click();
              document.querySelector('[data-switch=topics] button').click();
              return true;
            })()
            """
        );
        await _page.UntilAsync("document.querySelector('#confirm').open", "the dialog to open again");
        await _page.PressAsync("#confirm", "Turn off");

        await _page.UntilTextAsync("[data-switch=topics] .state", "Off");
    }

    [Fact]
    public async Task Drop_AsksFirstAndEmptiesTheCache()
    {
        await ReadAsync("topics/1");
        await _page.EnterAsync();

        await _page.Page.SelectAsync("#drop-kind", "pattern");
        await _page.Page.TypeAsync("#drop-name", "topic:*");
        await _page.PressAsync("#drop", "Drop…");
        await _page.PressAsync("#confirm", "Drop");

        await _page.UntilTextAsync("#drop-message", "Dropped.");
        (await ReadAsync("topics/1")).ShouldBe("miss");
    }

    [Fact]
    public async Task Moderator_IsToldThatSwitchesAreForAdmins()
    {
        await _page.EnterAsync("Demo demo9");

        await _page.PressAsync("[data-switch=all]", "Turn off…");
        await _page.PressAsync("#confirm", "Turn off");

        await _page.UntilTextAsync("#switch-message", "Only admins turn switches.");
        (await _page.TextAsync("[data-switch=all] .state")).ShouldBe("On");
    }

    [Theory]
    [InlineData("Demo nobody", "The host does not accept these credentials.")]
    [InlineData("Bearer nonsense", "The host does not accept these credentials.")]
    [InlineData("Demo demo1", "This account may not moderate.")]
    public async Task WrongCredentials_AreToldAndForgotten(string credentials, string expected)
    {
        await _page.SignInAsync(credentials);

        await _page.UntilTextAsync("#sign-in-error", expected);
        (await _page.AskAsync<bool>("document.querySelector('#panels').hidden")).ShouldBeTrue();
        (await _page.AskAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task SigningOut_ForgetsTheCredentialsAndStopsAsking()
    {
        await _page.EnterAsync();
        (await _page.AskAsync<int>("sessionStorage.length")).ShouldBe(1);

        await _page.PressAsync(".bar", "Sign out");

        await _page.UntilTextAsync("#status", "Signed out");
        (await _page.AskAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);
        (await _page.AskAsync<bool>("document.querySelector('#panels').hidden")).ShouldBeTrue();
    }

    [Fact]
    public async Task HostInTrouble_IsToldAndRecoveredFrom()
    {
        await _page.EnterAsync();
        _page.Answer("GET /api/v1/operations/figures", HttpStatusCode.ServiceUnavailable);

        await _page.UntilTextAsync("#trouble", "not available");
        (await _page.TextAsync("#status")).ShouldBe("Not live");

        _page.Restore("GET /api/v1/operations/figures");
        await _page.UntilTextAsync("#status", "Live");
        (await _page.AskAsync<bool>("document.querySelector('#trouble').hidden")).ShouldBeTrue();
    }

    [Fact]
    public async Task Page_ComesWithAPolicyAndIsNotSentTwice()
    {
        foreach (string file in new[] { "", "/base.css", "/dashboard.js", "/favicon.svg" })
        {
            var address = new Uri("/dashboard" + file, UriKind.Relative);
            using HttpResponseMessage first = await _host.Client.GetAsync(address);
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using HttpResponseMessage second = await _host.Client.SendAsync(again);

            first.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
            first.Headers.CacheControl!.NoCache.ShouldBeTrue();
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified, file);
        }

        using HttpResponseMessage none = await _host.Client.GetAsync(new Uri("/dashboard/none.js", UriKind.Relative));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task UntilHitRateAsync(string rate) =>
        _page.UntilAsync(
            $"document.querySelector('[data-family=\"topic:detail\"] .rate span')?.textContent === '{rate}'",
            $"a hit rate of {rate}"
        );

    private async Task<string> ReadAsync(string address) =>
        (await Answer.GetAsync(_host.Client, "/api/v1/" + address)).Cache;
}
