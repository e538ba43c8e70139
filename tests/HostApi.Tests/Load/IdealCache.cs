namespace LearningStudio.HostApi.Tests.Load;

// Rule: a perfect cache keeps a topic's page from the answer to the read that computed it, which reads meanwhile share,
//   until its time is over or the topic is written to, and no read is a hit but by that. A read in flight while its topic
//   is written to may be either.
/// <summary>What a perfect cache would have made of a trace of reads and writes of topics.</summary>
internal static class IdealCache
{
    /// <summary>The share of the reads that would have been hits.</summary>
    public static double HitRate(IEnumerable<LoadSample> trace, TimeSpan expiration)
    {
        var kept = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        (int hits, int reads) = (0, 0);
        foreach (LoadSample sample in trace.OrderBy(Moment))
        {
            string topic = string.Join('/', sample.Request.Address.Split('/').Take(2));
            if (sample.Request.IsWrite)
            {
                // What the rules refuse is not stored, and drops nothing.
                if (sample.Status == 201)
                {
                    kept.Remove(topic);
                }

                continue;
            }

            reads++;
            if (kept.TryGetValue(topic, out TimeSpan since) && sample.Begin - since < expiration)
            {
                hits++;
            }
            else
            {
                kept[topic] = sample.End;
            }
        }

        return (double)hits / reads;
    }

    // A read finds what is there when it comes; a write drops it before its answer.
    private static TimeSpan Moment(LoadSample sample) => sample.Request.IsWrite ? sample.End : sample.Begin;
}
