namespace LearningStudio.HostApi.Observation;

// Rule: an endpoint is its method and route, as routes are finite; requests that match none are one endpoint, whatever
//   they ask for.
// Threads: all members may be called at once.
internal sealed class EndpointCounts(WindowClock clock)
{
    private const string Unmatched = "no route";
    private const int MostEndpoints = 100;
    private const int LongestName = 200;
    private const int Request = 0;
    private const int ServerError = 1;
    private const int Scope = 2;
    private const int Statement = 3;
    private const int FirstBucket = 4;
    private const int LowestServerError = 500;
    private readonly BoundedSeries _endpoints = new(clock, FirstBucket + DurationScale.Buckets, MostEndpoints);

    public void Answered(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        SlidingCounts counts = Of(Tags.Text(tags, "http.request.method"), Tags.Text(tags, "http.route"));
        counts.Add(Request);
        counts.Add(FirstBucket + DurationScale.BucketOf(seconds));
        if (Tags.Number(tags, "http.response.status_code") >= LowestServerError)
        {
            counts.Add(ServerError);
        }
    }

    public void Asked(long statements, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        SlidingCounts counts = _endpoints.Of(Tags.Text(tags, "learningstudio.db.scope") ?? Unmatched);
        counts.Add(Scope);
        counts.Add(Statement, (int)statements);
    }

    public IReadOnlyList<EndpointFigures> Figures() =>
        [
            .. _endpoints
                .All()
                .Select(endpoint => new EndpointFigures(
                    endpoint.Key,
                    ToRequests(endpoint.Value.Window()),
                    ToRequests(endpoint.Value.Totals())
                ))
                .Where(endpoint => endpoint.SinceStart.Requests > 0)
                .OrderByDescending(endpoint => endpoint.Window.Requests)
                .ThenBy(endpoint => endpoint.Endpoint, StringComparer.Ordinal),
        ];

    /// <summary>How many requests were answered in one slot of the window.</summary>
    public long Slot(int age) => _endpoints.Slot(age)[Request];

    // The name is put together on the stack, as that of a scope of statements is written.
    private SlidingCounts Of(string? method, string? route)
    {
        if (method is null || route is null)
        {
            return _endpoints.Of(Unmatched);
        }

        Span<char> name = stackalloc char[LongestName];
        return name.TryWrite($"{method} {route}", out int length)
            ? _endpoints.Of(name[..length])
            : _endpoints.Of(BoundedSeries.Other);
    }

    private static RequestFigures ToRequests(long[] counts)
    {
        ReadOnlySpan<long> buckets = counts.AsSpan(FirstBucket);
        return new RequestFigures(
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
