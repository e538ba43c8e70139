using System.Data.Common;
using Dapper;

namespace LearningStudio.BeforeApi.Posting;

/// <summary>Whether a text has been posted before: all posts of seven days, with all columns, are read and compared.</summary>
internal static class DuplicateCheck
{
    private const int ShortestText = 50;
    private const double Similar = 0.9;

    // Those that the old table had, too: the words of a full-text search are not among them.
    private const string AllColumns = """
        p.id, p.topic_id, p.forum_id, p.author_id, p.author_name, p.reply_to_id, p.body, p.created_at, p.edited_at, p.up_votes,
        p.down_votes, p.is_approved, p.deleted_at
        """;

    public static async Task<bool> IsDuplicateAsync(DbConnection db, long postId, string body, DateTimeOffset since)
    {
        if (body.Trim().Length < ShortestText)
        {
            return false;
        }

        IEnumerable<dynamic> posts = await db.QueryAsync(
            $"SELECT {AllColumns} FROM posts p WHERE p.created_at >= @since AND {Visible.Posts} AND p.id <> @postId",
            new { since, postId }
        );
        HashSet<string> words = Words(body);
        return posts.Any(post => string.Equals((string)post.body, body, StringComparison.Ordinal) || IsLike(post));

        bool IsLike(dynamic post)
        {
            HashSet<string> others = Words((string)post.body);
            int shared = words.Count(others.Contains);
            return (double)shared / (words.Count + others.Count - shared) > Similar;
        }
    }

    private static HashSet<string> Words(string text) =>
        new(
            text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            StringComparer.Ordinal
        );
}
