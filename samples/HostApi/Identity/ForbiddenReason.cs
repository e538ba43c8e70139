namespace LearningStudio.HostApi.Identity;

/// <summary>Why a request was answered 403.</summary>
internal enum ForbiddenReason
{
    /// <summary>The token names no active account.</summary>
    Account,

    /// <summary>The role does not suffice.</summary>
    Role,

    /// <summary>The endpoint's own rule: it is somebody else's, or in a closed forum.</summary>
    Rule,
}
