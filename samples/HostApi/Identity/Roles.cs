using System.Security.Claims;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Identity;

/// <summary>The roles by the names that tokens and the command line give them, and the policies that ask for one.</summary>
internal static class Roles
{
    /// <summary>The policy of writes.</summary>
    public const string MayWrite = "may-write";

    /// <summary>The policy of moderation.</summary>
    public const string MayModerate = "may-moderate";

    /// <summary>The policy of switches and invalidations.</summary>
    public const string MayOperate = "may-operate";

    private const string RoleClaim = "role";

    private static readonly Dictionary<string, AccountRole> Names = new(StringComparer.Ordinal)
    {
        ["user"] = AccountRole.User,
        ["moderator"] = AccountRole.Moderator,
        ["lead"] = AccountRole.Lead,
        ["admin"] = AccountRole.Admin,
    };

    /// <summary>All names, the lowest role first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Keys];

    /// <summary>The role of a name; null where there is none.</summary>
    public static AccountRole? Find(string name) => Names.TryGetValue(name, out AccountRole role) ? role : null;

    /// <summary>The name of a role.</summary>
    public static string NameOf(AccountRole role) => Names.Single(name => name.Value == role).Key;

    /// <summary>The highest role that a token claims; null for one that claims none that there is.</summary>
    public static AccountRole? ClaimedBy(ClaimsPrincipal principal) =>
        principal.FindAll(RoleClaim).Where(IsText).Max(claim => Find(claim.Value));

    /// <summary>Whom a token means; null unless it says so once, and as a text.</summary>
    public static string? SubjectOf(ClaimsPrincipal principal) =>
        principal.FindAll(CurrentUser.NameClaim).ToArray() is [{ } only] && IsText(only) ? only.Value : null;

    private static bool IsText(Claim claim) =>
        string.Equals(claim.ValueType, ClaimValueTypes.String, StringComparison.Ordinal);
}
