using System.Globalization;

namespace LearningStudio.Moderation.Review;

/// <summary>
/// Where the next page of <see cref="IReviewQueue.ListAsync"/> begins, as every implementation writes it. It is opaque to
/// whoever asks for the page, and neither secret nor signed: a host that hands it to clients seals it if it has to.
/// </summary>
public static class ReviewCursor
{
    /// <summary>Writes the place after an item.</summary>
    /// <param name="sortKey">The item's place: <see cref="ReviewPriority.SortKey(ReviewRequest, DateTimeOffset)"/> with its votes.</param>
    /// <param name="itemId">The item's id, which orders those of one place.</param>
    public static string Format(long sortKey, long itemId) =>
        string.Create(CultureInfo.InvariantCulture, $"{sortKey}.{itemId}");

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <exception cref="ArgumentException">The text is not that of a page.</exception>
    public static (long SortKey, long ItemId) Parse(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return
            cursor.Split('.') is [var key, var id]
            && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long sortKey)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long itemId)
            ? (sortKey, itemId)
            : throw new ArgumentException("The text is not that of a page. Begin with the first page.", nameof(cursor));
    }
}
