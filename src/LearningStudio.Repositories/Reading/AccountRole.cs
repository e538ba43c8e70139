namespace LearningStudio.Repositories.Reading;

/// <summary>What an account may do; each role includes those before it. The numbers are stored.</summary>
public enum AccountRole
{
    /// <summary>Reads and writes.</summary>
    User = 0,

    /// <summary>Moderates.</summary>
    Moderator = 1,

    /// <summary>Leads moderators, and overrides their decisions.</summary>
    Lead = 2,

    /// <summary>Operates the forum.</summary>
    Admin = 3,
}
