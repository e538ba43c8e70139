namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A vote as the staging table counts it.</summary>
internal sealed record StagedVote(long PostId, int Up, int Down)
{
    public static StagedVote From(BulkVote vote) => new(vote.PostId, vote.IsUp ? 1 : 0, vote.IsUp ? 0 : 1);
}
