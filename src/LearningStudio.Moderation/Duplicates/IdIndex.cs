namespace LearningStudio.Moderation.Duplicates;

/// <summary>Ids by a key, each key's in ascending order.</summary>
internal sealed class IdIndex
{
    private static readonly SortedSet<long> None = [];
    private readonly Dictionary<long, SortedSet<long>> _ids = [];

    public SortedSet<long> Get(long key) => _ids.GetValueOrDefault(key, None);

    public void Add(long key, long id)
    {
        if (!_ids.TryGetValue(key, out SortedSet<long>? ids))
        {
            _ids.Add(key, ids = []);
        }

        ids.Add(id);
    }

    public void Remove(long key, long id)
    {
        if (_ids.TryGetValue(key, out SortedSet<long>? ids) && ids.Remove(id) && ids.Count == 0)
        {
            _ids.Remove(key);
        }
    }
}
