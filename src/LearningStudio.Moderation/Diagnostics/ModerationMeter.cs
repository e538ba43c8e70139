using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Moderation.Diagnostics;

/// <summary>The package's one meter: the application's where it has a factory, else its own.</summary>
internal sealed class ModerationMeter : IDisposable
{
    public const string Name = "LearningStudio.Moderation";

    private readonly bool _isOwn;

    public ModerationMeter(IServiceProvider services)
    {
        IMeterFactory? factory = services.GetService<IMeterFactory>();
        Meter = factory?.Create(Name) ?? new Meter(Name);
        _isOwn = factory is null;
    }

    public Meter Meter { get; }

    public void Dispose()
    {
        if (_isOwn)
        {
            Meter.Dispose();
        }
    }
}
