namespace LearningStudio.HostApi.Identity;

/// <summary>The roles; a moderator may do what a user may, an admin what a moderator may.</summary>
internal static class Roles
{
    public const string User = "user";
    public const string Moderator = "moderator";
    public const string Admin = "admin";

    /// <summary>The policy of writes.</summary>
    public const string MayWrite = "may-write";

    /// <summary>The policy of moderation.</summary>
    public const string MayModerate = "may-moderate";

    /// <summary>The policy of switches and invalidations.</summary>
    public const string MayOperate = "may-operate";
}
