namespace LearningStudio.HostApi.Identity;

/// <summary>Why a sign-in failed.</summary>
internal enum SignInFailure
{
    /// <summary>What was sent is no token.</summary>
    Malformed,

    /// <summary>Signed by somebody else, or with a key that is not for the algorithm.</summary>
    Signature,

    /// <summary>Signed by nobody, or with an algorithm that is not taken.</summary>
    Algorithm,

    /// <summary>A token for something else, such as an ID token.</summary>
    Type,

    /// <summary>Issued by somebody else.</summary>
    Issuer,

    /// <summary>Issued for somebody else.</summary>
    Audience,

    /// <summary>Expired, not yet valid, or valid for ever.</summary>
    Lifetime,

    /// <summary>It names no account.</summary>
    Subject,

    /// <summary>The account is out of use.</summary>
    Inactive,

    /// <summary>Anything else, such as an issuer whose keys cannot be read.</summary>
    Other,
}
