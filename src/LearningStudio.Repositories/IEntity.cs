namespace LearningStudio.Repositories;

/// <summary>A row of a table of the application's own, mapped with linq2db's attributes; see <see cref="Repository{TEntity}"/>.</summary>
public interface IEntity
{
    /// <summary>The primary key; 0 for a row that is not stored yet.</summary>
    long Id { get; }
}
