namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>A review as the model knows it.</summary>
internal sealed class ModelReview(string kind, long targetId, string type, ModelUser about)
{
    public string Kind => kind;

    public long TargetId => targetId;

    public string Type => type;

    /// <summary>Who wrote what is reviewed, and decides nothing about it.</summary>
    public ModelUser About => about;

    /// <summary>Its id, once the queue has shown it.</summary>
    public long Id { get; set; }

    public string State { get; set; } = "pending";

    public bool IsEscalated { get; set; }

    public HashSet<long> Voters { get; private init; } = [];

    public long? ClaimedBy { get; set; }

    public long Fence { get; set; }

    public long? DecidedBy { get; set; }

    public long? DecisionId { get; set; }

    public bool IsOpen => State == "pending";

    public bool IsDecided => State is "approved" or "rejected";

    /// <summary>The one that stands in its place once the text was edited.</summary>
    public ModelReview Reopened() => new(kind, targetId, type, about) { IsEscalated = IsEscalated, Voters = Voters };

    public void Open() => (State, ClaimedBy, DecidedBy, DecisionId) = ("pending", null, null, null);

    public void Close(string state, ModelUser decidedBy, long decisionId) =>
        (State, ClaimedBy, DecidedBy, DecisionId) = (state, null, decidedBy.Id, decisionId);

    /// <summary>What the queue shows of it.</summary>
    public override string ToString() =>
        $"{kind} {targetId} {type} votes {Voters.Count} {(IsEscalated ? "escalated" : "open")} claimed by {ClaimedBy}";
}
