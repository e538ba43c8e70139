using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>What was read of a URL: where it ends, and its host.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UrlParts(int End, string Host, bool IsObfuscated);
