using System.Runtime.InteropServices;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>The first place where a rule hit.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The part of the submission.</param>
/// <param name="Place">Where, in the raw text; of an address or the text of a link, in the body.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Hit(CompiledRule Rule, RuleFields Field, TextSpan Place);
