using LearningStudio.Moderation.Rules.Loading;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Finds files that cannot be read as rules at all.</summary>
internal static class FileLint
{
    public static IEnumerable<LintFinding> Find(ModerationOptions options)
    {
        foreach (RuleFile file in options.RuleFiles)
        {
            if (FaultOf(file) is { } fault)
            {
                yield return new LintFinding("", Path.GetFileName(file.Path), LintKind.UnusableFile, fault);
            }
        }
    }

    private static string? FaultOf(RuleFile file)
    {
        try
        {
            RuleFileReader.Read(file, []);
            return null;
        }
        catch (RuleFileException exception)
        {
            return exception.Message;
        }
    }
}
