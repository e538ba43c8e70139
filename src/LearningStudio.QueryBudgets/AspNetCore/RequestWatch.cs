using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Listening;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningStudio.QueryBudgets.AspNetCore;

/// <summary>Watches the requests of its own host, from before its server listens; does nothing in a host without requests.</summary>
internal sealed class RequestWatch(IServiceProvider services, IOptions<QueryBudgetOptions> options)
    : IHostedService,
        IDisposable
{
    private const string ListenerName = "Microsoft.AspNetCore";
    private FailureLog? _failures;
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        QueryBudgetOptions rules = options.Value;
        rules.EveryCallSite ??= services.GetService<IHostEnvironment>()?.IsDevelopment() ?? false;
        ILogger logger = services.GetService<ILogger<QueryScope>>() ?? NullLogger<QueryScope>.Instance;
        _failures = new FailureLog(logger);
        StatementListeners.Listen(rules.Listeners);
        // Each host has a listener of its own: another host of the process reports elsewhere.
        if (rules.WatchRequests && services.GetService<DiagnosticListener>() is { Name: ListenerName } listener)
        {
            var metrics = services.GetService<IMeterFactory>() is { } meters
                ? new ScopeMetrics(meters.Create(ScopeMetrics.MeterName))
                : ScopeMetrics.Shared;
            var observer = new RequestObserver(ScopeRules.Create(rules), metrics, logger);
            _subscription = listener.Subscribe(observer, RequestObserver.Listens);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _failures?.Dispose();
    }
}
