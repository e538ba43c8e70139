using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>A block of code as a document shows it, in a project of its own.</summary>
/// <param name="Name">The project's name; its folder's too.</param>
/// <param name="Code">The program.</param>
internal sealed partial record ConsumerProject(string Name, string Code)
{
    /// <summary>The blocks of a document, in their order.</summary>
    public static ConsumerProject[] Of(ConsumerDocument document) =>
        [
            .. CodeBlock()
                .Matches(File.ReadAllText(Checkout.PathOf(document.Path)))
                .Select((match, place) => new ConsumerProject($"{document.Name}.{place + 1}", match.Groups[1].Value)),
        ];

    /// <summary>The lines that the document says the program prints.</summary>
    public string[] Printed => [.. Prints().Matches(Code).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("// prints (.*)")]
    private static partial Regex Prints();
}
