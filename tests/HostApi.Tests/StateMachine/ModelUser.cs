namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>Somebody who uses the forum; nobody signed in is a reader too.</summary>
internal sealed record ModelUser(long Id, string? Credentials, int TrustLevel, bool IsModerator, bool IsLead)
{
    public static ModelUser Anonymous { get; } = new(0, null, 0, IsModerator: false, IsLead: false);

    /// <summary>Five users of different roles.</summary>
    public static IReadOnlyList<ModelUser> All { get; } =
    [
        new(5, "Demo demo5", 0, IsModerator: false, IsLead: false),
        new(6, "Demo demo6", 1, IsModerator: false, IsLead: false),
        new(2, "Demo demo2", 2, IsModerator: false, IsLead: false),
        new(9, "Demo demo9", 4, IsModerator: true, IsLead: false),
        new(4, "Demo demo4", 4, IsModerator: true, IsLead: true),
    ];

    public static IReadOnlyList<ModelUser> Readers { get; } = [Anonymous, .. All];

    public override string ToString() => Credentials ?? "anonymous";
}
