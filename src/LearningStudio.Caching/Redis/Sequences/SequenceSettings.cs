namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>How a sequence is kept in Redis.</summary>
/// <param name="Kind">The letter that begins its messages.</param>
/// <param name="Channel">Where its steps are published, by the number of the database.</param>
/// <param name="Capacity">How many records are kept.</param>
/// <param name="Retention">How long records are kept; zero for as long as the capacity allows.</param>
internal sealed record SequenceSettings(string Kind, Func<int, string> Channel, int Capacity, TimeSpan Retention)
{
    public const char Patterns = 's';
    public const char Removals = 'r';
}
