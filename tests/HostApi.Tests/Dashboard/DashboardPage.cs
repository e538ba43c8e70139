using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using LearningStudio.Tests.Servers;
using PuppeteerSharp;

namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>The dashboard, as an operator sees and works it.</summary>
internal sealed class DashboardPage(IBrowserContext context, IPage page, Uri host) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (HttpStatusCode Status, string Body)> _answers = new(
        StringComparer.Ordinal
    );

    /// <summary>The addresses it has asked for.</summary>
    public ConcurrentQueue<Uri> Requests { get; } = new();

    /// <summary>The bodies it has sent, with method and address.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>What a developer would see in red.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public IPage Page => page;

    public async Task GoAsync()
    {
        page.Request += OnRequest;
        page.Console += (_, e) =>
        {
            if (e.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                Errors.Enqueue(e.Message.Text);
            }
        };
        page.PageError += (_, e) => Errors.Enqueue(e.Message);
        await page.SetRequestInterceptionAsync(true);
        await page.SetViewportAsync(new ViewPortOptions { Width = 1280, Height = 900 });
        await page.GoToAsync(new Uri(host, "/dashboard").ToString());
    }

    /// <summary>Answers a request in place of the host from now on.</summary>
    /// <param name="request">Method and path, <c>GET /api/v1/moderation/queue</c> for example.</param>
    /// <param name="status">The status.</param>
    /// <param name="body">The answer's JSON; null for none.</param>
    public void Answer(string request, HttpStatusCode status, object? body = null) =>
        _answers[request] = (status, body is null ? "" : JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    /// <summary>Leaves a request to the host again.</summary>
    public void Restore(string request) => _answers.TryRemove(request, out _);

    /// <summary>Types credentials and presses Enter.</summary>
    public async Task SignInAsync(string authorization = "Demo demo4")
    {
        await page.TypeAsync("#credentials", authorization);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Signs in and waits for all that the page shows.</summary>
    public async Task EnterAsync(string authorization = "Demo demo4")
    {
        await SignInAsync(authorization);
        await UntilAsync("document.querySelector('#status').textContent === 'Live'", "live figures");
    }

    public Task<T> AskAsync<T>(string expression) => page.EvaluateExpressionAsync<T>(expression);

    public Task<string> TextAsync(string selector) =>
        AskAsync<string>($"document.querySelector({JsonSerializer.Serialize(selector)})?.textContent ?? ''");

    public Task UntilAsync(string condition, string what) =>
        ServerProcess.UntilAsync(() => AskAsync<bool>($"Boolean({condition})"), what);

    public Task UntilTextAsync(string selector, string text) =>
        ServerProcess.UntilAsync(
            async () => (await TextAsync(selector)).Contains(text, StringComparison.Ordinal),
            $"'{text}' in {selector}"
        );

    /// <summary>Clicks the button with a text; waits first until somebody could.</summary>
    public async Task PressAsync(string within, string text)
    {
        string button =
            $"[...document.querySelectorAll({JsonSerializer.Serialize(within + " button")})]"
            + $".find(b => b.checkVisibility() && !b.disabled && b.textContent === {JsonSerializer.Serialize(text)})";
        await UntilAsync(button, $"the button '{text}'");
        await page.EvaluateExpressionAsync($"{button}.click()");
    }

    /// <summary>Presses Tab until an element has the focus; fails after more presses than there are elements.</summary>
    public async Task TabToAsync(string selector)
    {
        string isThere = $"document.activeElement.matches({JsonSerializer.Serialize(selector)})";
        int most = await AskAsync<int>("document.querySelectorAll('*').length");
        for (int i = 0; i < most; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await AskAsync<bool>(isThere))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Tab never reaches {selector}.");
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private async void OnRequest(object? sender, RequestEventArgs e)
    {
        var address = new Uri(e.Request.Url);
        Requests.Enqueue(address);
        string request = $"{e.Request.Method} {address.AbsolutePath}";
        if (e.Request.HasPostData)
        {
            Sent.Enqueue($"{request} {e.Request.PostData}");
        }

        try
        {
            await (
                _answers.TryGetValue(request, out (HttpStatusCode Status, string Body) answer)
                    ? e.Request.RespondAsync(
                        new ResponseData
                        {
                            Status = answer.Status,
                            ContentType = "application/json",
                            Body = answer.Body,
                        }
                    )
                    : e.Request.ContinueAsync()
            );
        }
        catch (PuppeteerException)
        {
            // The page was closed while it asked.
        }
    }
}
