using LearningStudio.HostApi.Tests.Reading;
using LearningStudio.HostApi.Tests.Writing;
using PuppeteerSharp;

namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>Whether everybody can work the page: by keyboard, by screen reader, on a phone, in the dark.</summary>
public sealed class DashboardAccessTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    // Elements that show text of their own, and the least contrast that theirs has, by WCAG 2's formula.
    private const string MinContrast = """
        (() => {
          const parse = (color) => color.match(/[\d.]+/g).map(Number);
          const light = (color) => {
            const [r, g, b] = parse(color).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const behind = (e) => {
            for (; e; e = e.parentElement) {
              const color = getComputedStyle(e).backgroundColor;
              if ((parse(color)[3] ?? 1) === 1) return color;
            }
            return "rgb(255, 255, 255)";
          };
          let least = { ratio: 99, text: "", seen: 0 };
          for (const e of document.querySelectorAll("body *")) {
            const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
            if (!own || e.disabled || !e.checkVisibility()) continue;
            const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            least.seen++;
            if (ratio < least.ratio) least = { ...least, ratio, text: e.textContent };
          }
          return [String(least.ratio), least.text, String(least.seen)];
        })()
        """;

    // Controls whose name, as assistive technology computes it from label, attribute or text, is empty.
    private const string Nameless = """
        [...document.querySelectorAll("a, button, input, select, summary, [tabindex='0'], [role=img], dialog, section, article")]
          .filter((e) => {
            const by = e.getAttribute("aria-labelledby");
            const name = by ? document.getElementById(by)?.textContent
              : e.getAttribute("aria-label") ?? (e.labels?.length ? e.labels[0].textContent : e.textContent);
            return !name?.trim() && e.id !== "confirm-yes" && e.id !== "confirm";
          })
          .map((e) => e.outerHTML.slice(0, 120))
        """;

    private readonly DashboardHost _host = new();
    private DashboardPage _page = null!;

    public async Task InitializeAsync()
    {
        using var newcomer = new ForumClient(_host.Forum, "Demo demo5");
        await newcomer.PostAsync("topics/1/posts", new { body = $"CLICK HERE http://bit.ly/x {new string('w', 400)}" });
        await Answer.GetAsync(_host.Client, "/api/v1/topics/1");
        _page = await browser.OpenAsync(_host.Address);
    }

    public async Task DisposeAsync()
    {
        await _page.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Keyboard_IsEnough()
    {
        (await _page.AskAsync<string>("document.activeElement.id")).ShouldBe("credentials");
        await _page.EnterAsync();

        await _page.TabToAsync("[data-switch=topics] button");
        (await _page.AskAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        await _page.Page.Keyboard.PressAsync("Enter");
        await _page.TabToAsync("#confirm-yes");
        await _page.Page.Keyboard.PressAsync("Enter");
        await _page.UntilTextAsync("[data-switch=topics] .state", "Off");
        await _page.UntilAsync(
            "document.activeElement.matches('[data-switch=topics] button')",
            "the focus to come back"
        );

        await _page.TabToAsync("#drop button");
        await _page.TabToAsync("#queue button");
        await _page.Page.Keyboard.PressAsync("Enter");
        await _page.UntilAsync("document.activeElement.id === 'review'", "the focus to follow");
        await _page.UntilAsync("document.querySelector('.decide')", "the review");
        await _page.TabToAsync(".decide button");
    }

    [Fact]
    public async Task Escape_LeavesTheSwitchAsItIs()
    {
        await _page.EnterAsync();
        await _page.PressAsync("[data-switch=topics]", "Turn off…");
        await _page.UntilAsync("document.querySelector('#confirm').open", "the dialog");

        await _page.Page.Keyboard.PressAsync("Escape");

        await _page.UntilAsync("!document.querySelector('#confirm').open", "the dialog to close");
        (await _page.TextAsync("[data-switch=topics] .state")).ShouldBe("On");
    }

    [Fact]
    public async Task EveryControl_HasAName()
    {
        (await _page.AskAsync<string[]>(Nameless)).ShouldBeEmpty();
        await EnterWithReviewAsync();
        await _page.PressAsync("[data-switch=topics]", "Turn off…");

        (await _page.AskAsync<string[]>(Nameless)).ShouldBeEmpty();
        (await _page.AskAsync<string>("document.documentElement.lang")).ShouldBe("en");
        (await _page.AskAsync<int>("[...document.querySelectorAll('table')].filter(t => !t.caption).length")).ShouldBe(
            0
        );
        (await _page.AskAsync<int>("document.querySelectorAll('th:not([scope])').length")).ShouldBe(0);
        (await _page.AskAsync<int>("document.querySelectorAll('table').length")).ShouldBe(4);
        (await _page.AskAsync<int>("document.querySelectorAll('h1').length")).ShouldBe(1);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_StandsOutFromWhatIsBehindIt(string scheme)
    {
        await _page.Page.EmulateMediaFeaturesAsync([
            new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme },
        ]);
        await EnterWithReviewAsync();

        string[] least = await _page.AskAsync<string[]>(MinContrast);

        double.Parse(least[0], provider: null).ShouldBeGreaterThanOrEqualTo(4.5, least[1]);
        int.Parse(least[2], provider: null).ShouldBeGreaterThan(80);
        string page = await _page.AskAsync<string>("getComputedStyle(document.body).backgroundColor");
        page.ShouldBe(scheme == "dark" ? "rgb(18, 22, 28)" : "rgb(245, 246, 248)");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Page_DoesNotScrollSideways(int width)
    {
        await _page.Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 740 });
        await EnterWithReviewAsync();

        (
            await _page.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Movement_StopsWhereItIsNotWanted()
    {
        await _page.Page.EmulateMediaFeaturesAsync([
            new MediaFeatureValue { MediaFeature = MediaFeature.PrefersReducedMotion, Value = "reduce" },
        ]);
        const string Animation =
            "(() => { const d = document.querySelector('#dot'); d.dataset.state = 'busy'; return getComputedStyle(d).animationName; })()";

        (await _page.AskAsync<string>(Animation)).ShouldBe("none");
    }

    private async Task EnterWithReviewAsync()
    {
        await _page.EnterAsync();
        await _page.Page.ClickAsync("#queue button");
        await _page.UntilAsync("document.querySelector('.decide')", "the review");
    }
}
