using LearningStudio.Moderation.Review;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reviews;

/// <summary>An open review with the parts of its score and the place of its post or topic.</summary>
/// <param name="Item">The review.</param>
/// <param name="Score">How urgent it is.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Place">Where the post or topic is, and how it begins; null for a user.</param>
internal sealed record ReviewView(ReviewItem Item, double Score, ReviewPriority Parts, PostLocation? Place);
