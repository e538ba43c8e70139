namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>Where a page begins.</summary>
internal enum PageStart
{
    /// <summary>With the first item.</summary>
    First,

    /// <summary>After so many items.</summary>
    Number,

    /// <summary>After an item.</summary>
    After,

    /// <summary>After an item that is pinned, in a list that has those first.</summary>
    AfterPinned,
}
