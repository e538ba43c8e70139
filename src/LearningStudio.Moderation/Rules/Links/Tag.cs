using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>An opening tag of a link.</summary>
/// <param name="End">The first code unit after it.</param>
/// <param name="Url">Its URL; empty if it has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tag(int End, TextSpan Url);
