using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>The posts of a <see cref="Blog"/> over Entity Framework Core.</summary>
internal sealed class Shelf(Blog blog, int retries = 0) : DbContext
{
    public DbSet<Item> Posts => Set<Item>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSqlite(
            blog.Connection,
            sqlite =>
            {
                if (retries > 0)
                {
                    sqlite.ExecutionStrategy(dependencies => new Always(dependencies, retries));
                }
            }
        );

    [Table("post")]
    internal sealed class Item
    {
        [Column("id")]
        public long Id { get; set; }

        [Column("title")]
        public string? Title { get; set; }
    }

    private sealed class Always(ExecutionStrategyDependencies dependencies, int retries)
        : ExecutionStrategy(dependencies, retries, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => true;

        protected override TimeSpan? GetNextDelay(Exception lastException) =>
            base.GetNextDelay(lastException) is null ? null : TimeSpan.Zero;
    }
}
