using System.Globalization;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>What a forum's readers ask for: topics by Zipf's law (s = 1), and one reply in a hundred requests.</summary>
internal static class ForumTrace
{
    public static LoadRequest[] Of(int count, int topics, int seed)
    {
        var random = new Random(seed);
        double[] cumulative = Cumulative(topics);
        var requests = new LoadRequest[count];
        for (int i = 0; i < count; i++)
        {
            int rank = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
            int topic = (rank < 0 ? ~rank : rank) + 1;
            requests[i] =
                random.Next(100) == 0
                    ? new LoadRequest($"topics/{topic}/posts", Text(random, i), $"demo{(random.Next(1, 190) * 5) + 3}")
                    : new LoadRequest($"topics/{topic}");
        }

        return requests;
    }

    // Unlike one another, since the host holds copies back.
    private static string Text(Random random, int number) =>
        $"Reply {number}: {string.Join(' ', Enumerable.Range(0, 8).Select(_ => random.NextInt64().ToString("x", CultureInfo.InvariantCulture)))}";

    private static double[] Cumulative(int topics)
    {
        var sums = new double[topics];
        double sum = 0;
        for (int rank = 1; rank <= topics; rank++)
        {
            sums[rank - 1] = sum += 1.0 / rank;
        }

        return sums;
    }
}
