using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>What the fingerprint of a post costs.</summary>
internal static class FingerprintCost
{
    private const int Operations = 2000;

    public static Task<string> RunAsync()
    {
        var posts = new GeneratedPosts();
        string[] texts = [.. Enumerable.Range(0, 200).Select(_ => posts.Next().Text)];
        string all = string.Join(' ', texts);
        return new Interleaved("The fingerprint of a post", Operations, cpu: true).RunAsync(
            Of("200 characters", all, 200, null),
            Of("2,000 characters", all, 2000, null),
            Of("2,000 characters, with a key", all, 2000, "the secret of this site")
        );
    }

    private static Variant Of(string name, string text, int length, string? key) =>
        new(
            name,
            operations =>
            {
                for (int i = 0; i < operations; i++)
                {
                    Fingerprint made = Fingerprint.Compute(text.Substring(i % (text.Length - length), length), key);
                    if (made.Bands.Count == 0)
                    {
                        throw new InvalidOperationException("A text has no fingerprint.");
                    }
                }

                return Task.CompletedTask;
            }
        );
}
