namespace LearningStudio.HostApi.Observation;

// Rule: an endpoint is its method and route, as routes are finite; requests that match none are one endpoint, whatever
//   they ask for.
// Threads: all members may be called at once.
internal sealed class EndpointMetrics(WindowClock clock)
{
    private const string Unmatched = "no route";
    private const int MaxEndpoints = 100;
    private const int MaxNameLength = 200;
    private const int Request = 0;
    private const int ServerError = 1;
    private const int Scope = 2;
    private const int Statement = 3;
    private const int FirstBucket = 4;
    private const int MinServerError = 500;
    private readonly BoundedSeries _endpoints = new(clock, FirstBucket + DurationScale.Buckets, MaxEndpoints);

    public void Answered(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        SlidingCounts counts = GetOrAdd(Tags.Text(tags, "http.request.method"), Tags.Text(tags, "http.route"));
        counts.Add(Request);
        counts.Add(FirstBucket + DurationScale.BucketOf(seconds));
        if (Tags.Number(tags, "http.response.status_code") >= MinServerError)
        {
            counts.Add(ServerError);
        }
    }

    public void Asked(long statements, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        SlidingCounts counts = _endpoints.GetOrAdd(Tags.Text(tags, "learningstudio.db.scope") ?? Unmatched);
        counts.Add(Scope);
        counts.Add(Statement, (int)statements);
    }

    public IReadOnlyList<EndpointStats> ToStats() =>
        [
            .. _endpoints
                .Rank(ToRequests, requests => requests.Requests)
                .Select(endpoint => new EndpointStats(endpoint.Name, endpoint.Window, endpoint.SinceStart)),
        ];

    /// <summary>How many requests were answered in one slot of the window.</summary>
    public long Slot(int age) => _endpoints.Slot(age)[Request];

    // The name is put together on the stack, as that of a scope of statements is written.
    private SlidingCounts GetOrAdd(string? method, string? route)
    {
        if (method is null || route is null)
        {
            return _endpoints.GetOrAdd(Unmatched);
        }

        Span<char> name = stackalloc char[MaxNameLength];
        return name.TryWrite($"{method} {route}", out int length)
            ? _endpoints.GetOrAdd(name[..length])
            : _endpoints.GetOrAdd(BoundedSeries.Other);
    }

    private static RequestStats ToRequests(long[] counts)
    {
        ReadOnlySpan<long> buckets = counts.AsSpan(FirstBucket);
        return new RequestStats(
            counts[Request],
            counts[ServerError],
            counts[Statement],
            counts[Scope] > 0 ? (double)counts[Statement] / counts[Scope] : null,
            DurationScale.Percentile(buckets, 0.5),
            DurationScale.Percentile(buckets, 0.9),
            DurationScale.Percentile(buckets, 0.99)
        );
    }
}
