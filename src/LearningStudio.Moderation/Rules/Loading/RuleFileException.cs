using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>A file of rules cannot be taken over at all.</summary>
/// <param name="fileName">The file's name, without its folder.</param>
/// <param name="reason">What is wrong and what to do.</param>
/// <param name="inner">What was thrown; null where nothing was.</param>
internal sealed class RuleFileException(string fileName, string reason, Exception? inner = null)
    : Exception($"The rule file {fileName} {reason}", inner)
{
    /// <summary>What stops a start.</summary>
    public OptionsValidationException AsInvalidOption() =>
        new("", typeof(ModerationOptions), [$"{nameof(ModerationOptions.RuleFiles)}: {Message}"]);
}
