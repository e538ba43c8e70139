using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>A row of <c>review_items</c>: an item, and what is not shown of it.</summary>
/// <param name="Item">The item.</param>
/// <param name="SortKey">Its place among others, the highest first.</param>
/// <param name="PreviousHolder">Whose lease had run out when it was claimed last; null for nobody's.</param>
/// <param name="DecisionId">The item whose decision closed it, its own as a rule; null while it is open.</param>
internal sealed record ReviewRow(ReviewItem Item, long SortKey, long? PreviousHolder, long? DecisionId);
