using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Demo;

/// <summary>
/// The roles of generated users: those of trust level 4 moderate (4, 9, 14, …), the first of them is an admin, and the
/// third a lead.
/// </summary>
internal static class DemoRoles
{
    private const int Levels = 5;
    private const int Admin = 4;
    private const int Lead = 14;

    public static AccountRole ForUser(int user) =>
        user switch
        {
            Admin => AccountRole.Admin,
            Lead => AccountRole.Lead,
            _ => user % Levels == Levels - 1 ? AccountRole.Moderator : AccountRole.User,
        };
}
