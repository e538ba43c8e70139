using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Identity;

/// <summary>Who makes a request, read once for it.</summary>
/// <param name="account">The active account; null for a token that names none.</param>
/// <param name="role">What both the token and the account allow; null where that is only to read.</param>
internal sealed class Caller(Account? account, AccountRole? role)
{
    public Account? Account => account;

    public AccountRole? Role => role;

    /// <summary>Whether the endpoint asks for more than the role allows.</summary>
    public bool IsShortOfRole { get; set; }
}
