namespace LearningStudio.Repositories.Diagnostics;

/// <summary>Why a statement's call site is looked at.</summary>
[Flags]
internal enum SiteNeed
{
    None = 0,
    Listed = 1,
    BeforeThreshold = 2,
    AtThreshold = 4,
    Again = 8,
}
