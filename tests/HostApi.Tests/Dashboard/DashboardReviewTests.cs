using System.Net;
using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>The review queue of the page, in a real browser against a real port.</summary>
public sealed class DashboardReviewTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Spam =
        "CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x <img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>";

    private readonly DashboardHost _host = new();
    private DashboardPage _page = null!;

    public async Task InitializeAsync() => _page = await browser.OpenAsync(_host.Address);

    public async Task DisposeAsync()
    {
        await _page.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task EmptyQueue_SaysSo()
    {
        await _page.EnterAsync();

        (await _page.TextAsync("#queue-message")).ShouldBe("Nothing waits for a review.");
        (await _page.TextAsync("#queue-count")).ShouldBe("0");
    }

    [Fact]
    public async Task HeldSpam_IsListedWithScoreAndReasons()
    {
        await HoldAsync();
        await _page.EnterAsync();

        string first = await _page.TextAsync("#queue li");
        first.ShouldContain("Score 125");
        first.ShouldContain("Spam");
        first.ShouldContain("spam-free-offer");
        first.ShouldContain("<img src=x onerror=");
        (await _page.TextAsync("#queue-message")).ShouldBe("2 reviews are open, the most urgent first.");
    }

    [Fact]
    public async Task Review_MarksWhatTheRulesHitAndShowsMarkupAsText()
    {
        await OpenAsync(title: "About <script>window.harmed=1</script>");

        (await _page.TextAsync(".post")).ShouldBe(Spam);
        (
            await _page.AskAsync<string[]>("[...document.querySelectorAll('.post mark')].map(m => m.textContent)")
        ).ShouldBe(["CLICK HERE", "FREE DOWNLOAD", "bit.ly"]);
        (await _page.AskAsync<string>("document.querySelector('.post mark').title")).ShouldBe("spam-urgency");
        (await _page.TextAsync("#review-title")).ShouldBe("About <script>window.harmed=1</script>");
        (await _page.TextAsync(".log")).ShouldContain("<b>look</b>");
        (await _page.TextAsync(".parts .sum")).ShouldBe("Score125");
        (await _page.AskAsync<bool>("'harmed' in window")).ShouldBeFalse();
        (await _page.AskAsync<int>("document.querySelectorAll('main img, main b, main script').length")).ShouldBe(0);
        _page.Errors.ShouldBeEmpty("not even the content policy had to step in");
    }

    [Fact]
    public async Task Edit_IsShownWithWhatItReplaced()
    {
        await HoldAsync(title: "About <b>x</b>");
        using var author = new ForumClient(_host.Forum, "Demo demo5");
        await author.PostAsync("topics/1001/edits", new { title = "About <i>y</i>" });
        await _page.EnterAsync();
        await _page.Page.ClickAsync("#queue li button");

        await _page.UntilTextAsync(".edits", "The title was edited");
        (await _page.TextAsync(".edits del")).ShouldBe("<b>x<");
        (await _page.TextAsync(".edits ins")).ShouldBe("<i>y<");
        (await _page.TextAsync(".edits .log")).ShouldContain("About <b>x</b>");
        (await _page.AskAsync<int>("document.querySelectorAll('main b, main i').length")).ShouldBe(0);
        _page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_AllowsADecisionWithItsFence()
    {
        long id = await OpenAsync();
        (await _page.AskAsync<bool>(Disabled("Escalate"))).ShouldBeTrue();

        await _page.PressAsync("#review", "Claim");
        await _page.UntilTextAsync("#claim-state", "You have claimed this review.");
        (await _page.TextAsync("#review-message")).ShouldStartWith("Claimed until 12:10:00");
        await _page.Page.TypeAsync("#note", "two of us");
        await _page.PressAsync("#review", "Escalate");

        await _page.UntilTextAsync("#review-message", "Escalated.");
        _page.Sent.ShouldContain(
            $$"""POST /api/v1/moderation/queue/{{id}}/decision {"fence":1,"action":"escalate","note":"two of us"}"""
        );
    }

    [Fact]
    public async Task Release_GivesTheReviewBack()
    {
        long id = await OpenAsync();

        await _page.PressAsync("#review", "Claim");
        await _page.PressAsync("#review", "Release");

        await _page.UntilTextAsync("#review-message", "Released");
        _page.Sent.ShouldContain($$"""POST /api/v1/moderation/queue/{{id}}/release {"fence":1}""");
        (await _page.AskAsync<bool>(Disabled("Escalate"))).ShouldBeTrue();
    }

    [Fact]
    public async Task ClaimOfAnother_IsTold()
    {
        long id = await OpenAsync();
        using var moderator = new ForumClient(_host.Forum, "Demo demo9");
        await moderator.PostAsync($"moderation/queue/{id}/claim");

        await _page.PressAsync("#review", "Claim");

        await _page.UntilTextAsync("#review-message", "The review cannot be claimed.");
        (
            await _page.AskAsync<bool>("document.querySelector('#review-message').classList.contains('error')")
        ).ShouldBeTrue();
        (await _page.AskAsync<bool>(Disabled("Escalate"))).ShouldBeTrue();
    }

    [Fact]
    public async Task ClaimThatRanOut_IsToldAtTheDecision()
    {
        long id = await OpenAsync();
        _page.Answer($"POST /api/v1/moderation/queue/{id}/decision", HttpStatusCode.Conflict);

        await _page.PressAsync("#review", "Claim");
        await _page.PressAsync("#review", "Skip");

        await _page.UntilTextAsync("#review-message", "meanwhile");
        await _page.UntilAsync(Disabled("Escalate"), "the claim to be gone");
    }

    [Fact]
    public async Task Approval_ReachesTheHostAndEmptiesTheQueue()
    {
        await OpenAsync();

        await _page.PressAsync("#review", "Approve");

        await _page.UntilTextAsync("#review-message", "Approved.");
        await _page.UntilTextAsync("#queue-message", "Nothing waits for a review.");
    }

    [Fact]
    public async Task DecisionOfAnother_IsTold()
    {
        long id = await OpenAsync();
        using var moderator = new ForumClient(_host.Forum, "Demo demo9");
        await moderator.PostAsync($"moderation/queue/{id}/reject");

        await _page.PressAsync("#review", "Approve");

        await _page.UntilTextAsync("#review-message", "not open to you any more");
    }

    private static string Disabled(string button) =>
        $"[...document.querySelectorAll('.decide button')].find(b => b.textContent === '{button}').disabled";

    private async Task HoldAsync(string? title = null)
    {
        using var newcomer = new ForumClient(_host.Forum, "Demo demo5");
        await newcomer.PostAsync(
            title is null ? "topics/1/posts" : "topics",
            new
            {
                forumId = 2,
                title,
                body = Spam,
            }
        );
    }

    /// <summary>Holds a post, signs in, and opens its review; with a title, that of a topic, which somebody else escalated.</summary>
    private async Task<long> OpenAsync(string? title = null)
    {
        await HoldAsync(title);
        using var moderator = new ForumClient(_host.Forum, "Demo demo9");
        JsonElement review = (await moderator.GetAsync("moderation/queue")).GetProperty("items")[0];
        long id = review.GetProperty("item").GetProperty("id").GetInt64();
        if (title is not null)
        {
            await moderator.PostAsync($"moderation/queue/{id}/claim");
            var escalation = new
            {
                fence = 1,
                action = "escalate",
                note = "<b>look</b>",
            };
            await moderator.PostAsync($"moderation/queue/{id}/decision", escalation);
        }

        await _page.EnterAsync();
        await _page.Page.ClickAsync($"[data-review='{id}']");
        await _page.UntilAsync("document.querySelector('.decide')", "the review");
        return id;
    }
}
