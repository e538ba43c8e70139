using LearningStudio.Moderation.Duplicates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>A detector over a store in memory, with or without the texts at hand.</summary>
internal sealed class Detector : IDisposable
{
    private readonly ServiceProvider _services;

    public Detector(bool hasTexts = true, Action<DuplicateOptions>? configure = null)
    {
        IServiceCollection services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLearningStudioModeration(o =>
            {
                o.Duplicates.Enabled = true;
                configure?.Invoke(o.Duplicates);
            });
        if (hasTexts)
        {
            services.AddSingleton<IPostTexts>(Texts);
        }

        _services = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public KnownTexts Texts { get; } = [];

    public PostModerator Moderator => _services.GetRequiredService<PostModerator>();

    public IFingerprintStore Store => _services.GetRequiredService<IFingerprintStore>();

    public DuplicateDetector Instance => _services.GetRequiredService<DuplicateDetector>();

    public Task<DuplicateReport> FindAsync(string text, long? except = null) => Instance.FindAsync(text, except);

    public async Task StoreAsync(long id, string text, FingerprintLabel label = FingerprintLabel.Undecided)
    {
        DuplicateReport report = await Instance.FindAsync(text, id);
        Texts[id] = text;
        await Instance.StoreAsync(id, report, label);
    }

    public void Dispose() => _services.Dispose();
}
