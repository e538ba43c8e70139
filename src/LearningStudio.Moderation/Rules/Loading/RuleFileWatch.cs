using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Reports changes of rule files. One thread at a time.</summary>
internal sealed class RuleFileWatch(Action changed) : IDisposable
{
    private readonly List<IDisposable> _watches = [];
    private string[] _paths = [];

    /// <summary>Watches these files and no others.</summary>
    public void Follow(IEnumerable<RuleFile> files)
    {
        string[] paths = [.. files.Select(RuleFileReader.FullPath).Distinct(StringComparer.Ordinal)];
        if (paths.SequenceEqual(_paths, StringComparer.Ordinal))
        {
            return;
        }

        Dispose();
        _paths = paths;
        foreach (
            IGrouping<string, string> folder in paths.GroupBy(
                path => Path.GetDirectoryName(path)!,
                StringComparer.Ordinal
            )
        )
        {
            // A folder that is not there cannot be watched; the load says so.
            if (Directory.Exists(folder.Key))
            {
                Watch(folder);
            }
        }
    }

    public void Dispose()
    {
        foreach (IDisposable watch in _watches)
        {
            watch.Dispose();
        }

        _watches.Clear();
        _paths = [];
    }

    private void Watch(IGrouping<string, string> folder)
    {
        var provider = new PhysicalFileProvider(folder.Key);
        foreach (string path in folder)
        {
            _watches.Add(ChangeToken.OnChange(() => provider.Watch(Path.GetFileName(path)), changed));
        }

        _watches.Add(provider);
    }
}
