using PuppeteerSharp;

namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>A real browser without a window, with an empty profile.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("browser-");
    private IBrowser _browser = null!;

    public async Task InitializeAsync() =>
        _browser = await Puppeteer.LaunchAsync(
            new LaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Headless = true,
                UserDataDir = _profile.FullName,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _profile.Delete(recursive: true);
    }

    /// <summary>Opens the dashboard of a host in a context of its own, which shares nothing with other tests.</summary>
    internal async Task<DashboardPage> OpenAsync(Uri host)
    {
        IBrowserContext context = await _browser.CreateBrowserContextAsync();
        var dashboard = new DashboardPage(context, await context.NewPageAsync(), host);
        await dashboard.GoAsync();
        return dashboard;
    }
}
