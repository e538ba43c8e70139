using System.Text.RegularExpressions;

namespace LearningStudio.Benchmarks.Report;

/// <summary>What one run found: a file named by its day, whose title begins with its subject.</summary>
/// <param name="Path">The file.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Lines">The others.</param>
internal sealed partial record ResultFile(string Path, string Title, IReadOnlyList<string> Lines)
{
    /// <summary>The title up to its date.</summary>
    public string Subject => Date().Split(Title)[0];

    private string Day => System.IO.Path.GetFileName(Path)[..10];

    /// <summary>The newest file of each subject, in the order of the subjects.</summary>
    /// <exception cref="InvalidOperationException">A subject has no file, or two of its newest day.</exception>
    public static ResultFile[] Newest(string folder, IReadOnlyList<string> subjects)
    {
        ResultFile[] all = [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(Read)];
        return
        [
            .. subjects.Select(subject =>
                Newest([.. all.Where(file => string.Equals(file.Subject, subject, StringComparison.Ordinal))], subject)
            ),
        ];
    }

    // Hashes have no order.
    private static ResultFile Newest(ResultFile[] files, string subject) =>
        files switch
        {
            [] => throw new InvalidOperationException($"There is no result of '{subject}'."),
            [.., var one, var other] when string.Equals(one.Day, other.Day, StringComparison.Ordinal) =>
                throw new InvalidOperationException(
                    $"There are two results of '{subject}' of {one.Day}: keep the one that counts."
                ),
            [.., var newest] => newest,
        };

    private static ResultFile Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new ResultFile(path, lines[0].TrimStart('#', ' '), lines[1..]);
    }

    [GeneratedRegex("[,:] 20[0-9][0-9]-", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Date();
}
