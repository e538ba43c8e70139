using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>EF Core's view of the forum.</summary>
internal sealed partial class EntityContext(DbContextOptions<EntityContext> options) : DbContext(options)
{
    public DbSet<Entities.User> Users => Set<Entities.User>();

    public DbSet<Entities.Post> Posts => Set<Entities.Post>();

    /// <summary>Says lower in SQL.</summary>
    public static string Lower(string text) => throw new InvalidOperationException($"Only SQL can say it, of {text}.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(() => Lower("")).HasName("lower").IsBuiltIn();
        modelBuilder.Entity<Entities.User>().ToTable("users");
        modelBuilder.Entity<Entities.Forum>().ToTable("forums");
        modelBuilder.Entity<Entities.Topic>().ToTable("topics");
        modelBuilder.Entity<Entities.Post>().ToTable("posts");
        foreach (IMutableProperty property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
