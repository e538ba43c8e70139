namespace LearningStudio.Repositories.Tests.Paging;

/// <summary>Reads a page, and returns the cursor of the next.</summary>
public delegate Task<string?> NextPage(ITestForum database, PageRequest page);
